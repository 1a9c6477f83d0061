package org.claimexchange.fabric.material;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.claimexchange.fabric.binaries.FabricHome;
import org.claimexchange.fabric.binaries.Tool;
import org.claimexchange.fabric.plan.FabricNode;
import org.claimexchange.fabric.plan.FabricTrouble;
import org.claimexchange.fabric.plan.House;
import org.claimexchange.fabric.plan.NetworkFolder;
import org.claimexchange.fabric.plan.WholeFile;

/** Keys and certificates of all organizations: made once, never again. */
public final class CryptoMaterial {
  private CryptoMaterial() {}

  /**
   * Makes them where there are none. They are made beside their place and moved there whole, so a
   * start that was cut off leaves nothing that counts.
   *
   * @throws FabricTrouble if there are some, but not all
   */
  public static void ensure(NetworkFolder folder, FabricHome home)
      throws IOException, InterruptedException {
    if (!Files.exists(folder.crypto())) {
      Path text = folder.config().resolve("crypto-config.yaml");
      WholeFile.write(text, Template.fill("crypto-config.yaml", Map.of()));
      Path part = folder.crypto().resolveSibling("crypto.part");
      Folders.delete(part);
      Tool.expect(
          List.of(home.program("cryptogen"), "generate", "--config=" + text, "--output=" + part),
          Map.of());
      Folders.ownerOnly(part);
      Files.move(part, folder.crypto(), StandardCopyOption.ATOMIC_MOVE);
    }
    check(folder);
  }

  private static void check(NetworkFolder folder) {
    for (Path file : needed(folder)) {
      if (!Files.isReadable(file)) {
        throw new FabricTrouble(
            "the keys in "
                + folder.crypto()
                + " are not complete, "
                + folder.crypto().relativize(file)
                + " is missing; restore them, or purge the network and start anew.");
      }
    }
  }

  private static List<Path> needed(NetworkFolder folder) {
    List<Path> needed = new ArrayList<>();
    for (FabricNode node : FabricNode.all()) {
      Path tls = folder.tls(node);
      needed.addAll(
          List.of(tls.resolve("server.crt"), tls.resolve("server.key"), tls.resolve("ca.crt")));
      if (node.isFabrics()) {
        needed.add(folder.msp(node).resolve("keystore"));
        needed.add(folder.msp(node).resolve("signcerts"));
      }
    }
    for (House house : House.values()) {
      needed.add(folder.root(house));
      needed.add(folder.tlsRoot(house));
      needed.add(folder.chaincodeCaller(house).resolve("server.key"));
      needed.add(folder.user(house, "Admin").resolve("msp").resolve("keystore"));
    }
    return needed;
  }
}
