package org.claimexchange.launcher.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.claimexchange.launcher.Trouble;

/** How each program of the product is started. */
public final class Jars {
  private Jars() {}

  /** The server; settings may be appended. */
  public static List<String> server(Path home) {
    List<String> command = java("-Xmx768m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=4");
    command.add("-Dexchange.ledger.embedded.chaincode-jar=" + jar(home, "chaincode"));
    command.add("-jar");
    command.add(jar(home, "exchange-server").toString());
    return command;
  }

  /** The contract. */
  public static Path chaincode(Path home) {
    return jar(home, "chaincode");
  }

  /** The operator's jobs command; arguments may be appended. */
  public static List<String> jobs(Path home) {
    return beside(home, "org.claimexchange.server.job.JobsCommand");
  }

  /** The operator's command for the copy of the ledger; arguments may be appended. */
  public static List<String> projection(Path home) {
    return beside(home, "org.claimexchange.server.projection.ProjectionCommand");
  }

  /** A command of the server's own code. */
  private static List<String> beside(Path home, String main) {
    List<String> command = java("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    command.add("-Dloader.main=" + main);
    command.add("-cp");
    command.add(jar(home, "exchange-server").toString());
    command.add("org.springframework.boot.loader.launch.PropertiesLauncher");
    return command;
  }

  /** A class on the launcher's own class path; arguments may be appended. */
  public static List<String> sample(Class<?> main) {
    List<String> command = java("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    return command;
  }

  /** Runs a program with this terminal, and answers its status. */
  public static int runInForeground(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    Thread stop = new Thread(process::destroy);
    Runtime.getRuntime().addShutdownHook(stop);
    return process.waitFor();
  }

  private static List<String> java(String... options) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Dfile.encoding=UTF-8");
    command.add("-Djava.awt.headless=true");
    command.addAll(List.of(options));
    return command;
  }

  private static Path jar(Path home, String module) {
    Path jar = home.resolve(module).resolve("target").resolve(module + ".jar");
    if (!Files.isRegularFile(jar)) {
      throw new Trouble("there is no " + jar + "; build with `mvn -DskipTests package`.");
    }
    return jar;
  }
}
