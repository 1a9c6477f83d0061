package org.claimexchange.launcher;

import java.net.BindException;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.claimexchange.fabric.plan.FabricTrouble;

/** Turns what went wrong into one sentence that says what to do. */
final class Sentences {
  private Sentences() {}

  static String of(Throwable problem) {
    return switch (problem) {
      case Trouble trouble -> String.valueOf(trouble.getMessage());
      case FabricTrouble trouble -> String.valueOf(trouble.getMessage());
      case NoSuchFileException missing ->
          "there is no file " + missing.getFile() + "; check the path.";
      case AccessDeniedException denied ->
          "no access to " + denied.getFile() + "; choose a folder that you may write to.";
      case FileSystemException file
          when String.valueOf(file.getReason()).contains("No space left") ->
          "the disk is full at " + file.getFile() + "; free some space and try again.";
      case FileSystemException file -> file.getFile() + ": " + file.getReason();
      case BindException bind ->
          "a port is in use: " + bind.getMessage() + "; choose another with --port.";
      case ConnectException connect -> "nothing answers there: " + connect.getMessage();
      case InterruptedException interrupted -> "stopped.";
      default -> problem.getClass().getSimpleName() + ": " + problem.getMessage();
    };
  }
}
