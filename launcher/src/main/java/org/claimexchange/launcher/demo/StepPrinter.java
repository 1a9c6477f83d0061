package org.claimexchange.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Prints each step with its time (Asia/Shanghai) and, where it made one, its transaction. */
public final class StepPrinter {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.of("Asia/Shanghai"));

  private final PrintWriter out;
  private final Clock clock;

  /** Prints to this. */
  public StepPrinter(PrintWriter out, Clock clock) {
    this.out = out;
    this.clock = clock;
  }

  void step(int number, String what, Optional<String> transaction) {
    line(clock.instant(), number, what, transaction.orElse(""));
  }

  void say(String what) {
    out.println(what);
    out.flush();
  }

  /** A step as the patient's API tells it. */
  void progress(JsonNode step) {
    String at = step.path("at").asText();
    if (at.isEmpty()) {
      return;
    }
    String kind = step.path("kind").asText();
    int number =
        switch (kind) {
          case "signed" -> 3;
          case "released" -> 4;
          case "collected" -> 5;
          case "sealed" -> 7;
          case "delivered" -> 8;
          case "received" -> 9;
          default -> 0;
        };
    line(Instant.parse(at), number, words(kind), step.path("transaction").asText());
  }

  private static String words(String kind) {
    return switch (kind) {
      case "signed" -> "the consent stands on the ledger";
      case "released" -> "the release is open";
      case "collected" ->
          "all sources checked the evidence and handed out; mapped, filtered, checked (6)";
      case "sealed" -> "signed and sealed for the insurer";
      case "delivered" -> "the package's digest stands on the ledger";
      case "received" -> "fetched and verified; the insurer's signed receipt stands on the ledger";
      default -> kind;
    };
  }

  private void line(Instant at, int number, String what, String transaction) {
    out.printf("%s  %d  %s%n", TIME.format(at), number, what);
    if (!transaction.isEmpty()) {
      out.printf("%12s     transaction %s%n", "", transaction);
    }
    out.flush();
  }
}
