package org.claimexchange.fabric.chaincode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.claimexchange.fabric.binaries.FabricHome;
import org.claimexchange.fabric.binaries.Tool;
import org.claimexchange.fabric.plan.ChaincodeFiles;
import org.claimexchange.fabric.plan.FabricNode;
import org.claimexchange.fabric.plan.FabricTrouble;
import org.claimexchange.fabric.plan.NetworkFolder;
import org.claimexchange.fabric.plan.WholeFile;

/** The editions of the contract that a network has had. */
public final class ChaincodeEditions {
  private static final Pattern ID = Pattern.compile("(?m)^(\\S{1,200}:[0-9a-f]{64})$");
  private static final String JAR = "chaincode.jar";
  private static final String CONTENT = "consent.tar.gz";
  private static final String PACKAGE_ID = "package-id";
  private static final String AGREED = "agreed";

  private final NetworkFolder folder;
  private final FabricHome home;

  /** Of one network. */
  public ChaincodeEditions(NetworkFolder folder, FabricHome home) {
    this.folder = folder;
    this.home = home;
  }

  /** The edition that was agreed on last, or else the first one if it is there. */
  public Optional<ChaincodeEdition> current() throws IOException {
    if (!Files.isDirectory(folder.chaincode())) {
      return Optional.empty();
    }
    try (var editions = Files.list(folder.chaincode())) {
      List<String> names = editions.map(path -> path.getFileName().toString()).toList();
      int last =
          IntStream.rangeClosed(1, names.size())
              .filter(sequence -> Files.exists(of(sequence).resolve(AGREED)))
              .max()
              .orElse(1);
      return find(last);
    }
  }

  /**
   * Copies what was built into the network.
   *
   * @throws FabricTrouble if it was not built
   */
  public ChaincodeEdition prepare(int sequence, ChaincodeFiles built)
      throws IOException, InterruptedException {
    Path place = of(sequence);
    Files.createDirectories(place);
    copy(built.jar(), place.resolve(JAR));
    copy(built.content(), place.resolve(CONTENT));
    WholeFile.write(place.resolve(PACKAGE_ID), id(place.resolve(CONTENT)));
    return find(sequence).orElseThrow();
  }

  /** Whether the organizations have agreed on an edition. */
  public boolean isAgreed(ChaincodeEdition edition) {
    return Files.exists(of(edition.sequence()).resolve(AGREED));
  }

  /** Notes that the organizations have agreed on an edition. */
  public void agreed(ChaincodeEdition edition) throws IOException {
    WholeFile.write(of(edition.sequence()).resolve(AGREED), "");
  }

  private Optional<ChaincodeEdition> find(int sequence) throws IOException {
    Path place = of(sequence);
    Path id = place.resolve(PACKAGE_ID);
    if (!Files.exists(id)) {
      return Optional.empty();
    }
    return Optional.of(
        new ChaincodeEdition(
            sequence,
            place.resolve(JAR),
            place.resolve(CONTENT),
            Files.readString(id, StandardCharsets.UTF_8)));
  }

  private Path of(int sequence) {
    return folder.chaincode().resolve(String.valueOf(sequence));
  }

  /** The program wants a peer's configuration, though it asks no peer. */
  private String id(Path content) throws IOException, InterruptedException {
    String said =
        Tool.expect(
            List.of(
                home.program("peer"),
                "lifecycle",
                "chaincode",
                "calculatepackageid",
                content.toString()),
            Map.of("FABRIC_CFG_PATH", folder.of(FabricNode.peers().getFirst()).toString()));
    Matcher id = ID.matcher(said);
    if (!id.find()) {
      throw new FabricTrouble(content + " is no chaincode package; build it anew.");
    }
    return id.group(1);
  }

  private static void copy(Path from, Path to) throws IOException {
    try {
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    } catch (NoSuchFileException e) {
      throw new FabricTrouble(
          from + " is missing; build the contract (mvn -pl chaincode -am package).");
    }
  }
}
