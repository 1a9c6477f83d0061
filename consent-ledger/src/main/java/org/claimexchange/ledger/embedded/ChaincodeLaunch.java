package org.claimexchange.ledger.embedded;

import java.nio.file.Path;
import java.util.List;

/**
 * How the chaincode's process is started. It must be chaincode as a service: a gRPC server at the
 * address in the environment variable {@code CHAINCODE_SERVER_ADDRESS}, named by {@code
 * CORE_CHAINCODE_ID_NAME}, without TLS on the loopback interface.
 *
 * @param java path of the {@code java} binary
 * @param jvmOptions options before the program
 * @param program what to run: {@code -jar} and a file, or {@code -cp}, a class path and a main
 *     class
 */
public record ChaincodeLaunch(Path java, List<String> jvmOptions, List<String> program) {

  /**
   * A small heap and collector, as the process has to be there soon. The optimizing compiler stays
   * on: with it the contract takes less processor time for a grant, once it is warm. Half of the
   * heap is for what a call leaves behind, since nothing outlives one.
   */
  private static final List<String> QUICK_START =
      List.of("-Xshare:auto", "-XX:+UseSerialGC", "-Xmx256m", "-XX:NewRatio=1");

  public ChaincodeLaunch {
    jvmOptions = List.copyOf(jvmOptions);
    program = List.copyOf(program);
  }

  /** An executable jar. */
  public static ChaincodeLaunch ofJar(Path java, Path jar) {
    return new ChaincodeLaunch(java, QUICK_START, List.of("-jar", jar.toString()));
  }

  /** A main class on a class path. */
  public static ChaincodeLaunch ofMainClass(Path java, String classPath, String mainClass) {
    return new ChaincodeLaunch(java, QUICK_START, List.of("-cp", classPath, mainClass));
  }

  /** The same program with other options for its virtual machine. */
  public ChaincodeLaunch withJvmOptions(List<String> options) {
    return new ChaincodeLaunch(java, options, program);
  }
}
