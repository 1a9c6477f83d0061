package org.claimexchange.fabric.binaries;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.claimexchange.fabric.plan.FabricTrouble;

/**
 * A folder as Fabric's release archive makes it: {@code bin} with its programs, {@code
 * builders/ccaas} with the builder for chaincode as a service.
 *
 * @param folder the folder
 * @param version what its programs say they are
 */
public record FabricHome(Path folder, FabricVersion version) {
  /** The variable that names the folder. */
  public static final String VARIABLE = "FABRIC_HOME";

  private static final List<String> PROGRAMS =
      List.of("peer", "orderer", "cryptogen", "configtxgen", "osnadmin");
  private static final String WHAT_TO_DO =
      "unpack Fabric's release archive (2.5 or 3.1) and name its folder with --fabric-home or "
          + VARIABLE
          + ".";

  /**
   * Takes the folder that is named, or else the variable's, or else the one of the {@code peer} on
   * the path.
   *
   * @param named at most one
   * @throws FabricTrouble if none is found, something is missing in it, or it has a version for
   *     which the network is not meant
   */
  public static FabricHome find(Optional<Path> named, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path folder =
        named
            .or(() ->
                Optional.ofNullable(environment.get(VARIABLE))
                    .filter(value -> !value.isBlank())
                    .map(Path::of))
            .or(() -> onPath(environment.getOrDefault("PATH", "")))
            .orElseThrow(
                () -> new FabricTrouble("Fabric's programs are not on the path; " + WHAT_TO_DO));
    return in(folder);
  }

  /**
   * Takes a folder.
   *
   * @throws FabricTrouble if something is missing in it, or it has a version for which the network
   *     is not meant
   */
  public static FabricHome in(Path folder) throws IOException, InterruptedException {
    Path home = folder.toAbsolutePath().normalize();
    for (String program : PROGRAMS) {
      need(home.resolve("bin").resolve(program));
    }
    for (String step : List.of("detect", "build", "release")) {
      need(home.resolve("builders").resolve("ccaas").resolve("bin").resolve(step));
    }
    FabricVersion version = version(home, "peer");
    if (!version.isSupported()) {
      throw new FabricTrouble(
          "Fabric in " + home + " is " + version.text() + ", needed is 2.5 or 3.1; " + WHAT_TO_DO);
    }
    FabricVersion ordering = version(home, "orderer");
    if (!ordering.equals(version)) {
      throw new FabricTrouble(
          "in "
              + home
              + " the peer is "
              + version.text()
              + " and the orderer "
              + ordering.text()
              + "; "
              + WHAT_TO_DO);
    }
    return new FabricHome(home, version);
  }

  /** A program of it. */
  public String program(String name) {
    return folder.resolve("bin").resolve(name).toString();
  }

  /** The builder for chaincode as a service. */
  public Path ccaasBuilder() {
    return folder.resolve("builders").resolve("ccaas");
  }

  private static FabricVersion version(Path home, String program)
      throws IOException, InterruptedException {
    String path = home.resolve("bin").resolve(program).toString();
    String said = Tool.expect(List.of(path, "version"), Map.of());
    return FabricVersion.parse(said)
        .orElseThrow(
            () -> new FabricTrouble(path + " does not say which version it is; " + WHAT_TO_DO));
  }

  private static void need(Path file) {
    if (!Files.isExecutable(file)) {
      throw new FabricTrouble(
          (Files.exists(file) ? file + " cannot be executed; " : file + " is missing; ")
              + WHAT_TO_DO);
    }
  }

  private static Optional<Path> onPath(String path) {
    for (String folder : path.split(Pattern.quote(File.pathSeparator), -1)) {
      if (folder.isBlank()) {
        continue;
      }
      Path peer = Path.of(folder).resolve("peer");
      if (Files.isExecutable(peer)) {
        try {
          return Optional.ofNullable(peer.toRealPath().getParent()).map(Path::getParent);
        } catch (IOException e) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }
}
