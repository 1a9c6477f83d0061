package org.claimexchange.fabric.material;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.claimexchange.fabric.plan.House;
import org.claimexchange.fabric.plan.NetworkFolder;

/**
 * Copies what clients need from where {@code cryptogen} hides it to where it is found: {@code
 * clients/NAME/certificate.pem} and {@code key.pem}, {@code trust/ledger/MSPID.pem}, {@code
 * trust/tls/MSPID.pem}.
 */
public final class ClientFiles {
  /** Name of the file with a client's certificate. */
  public static final String CERTIFICATE = "certificate.pem";

  /** Name of the file with a client's key. */
  public static final String KEY = "key.pem";

  private ClientFiles() {}

  /** The root of an organization's members. */
  public static Path root(NetworkFolder folder, String mspId) {
    return folder.trust().resolve("ledger").resolve(mspId + ".pem");
  }

  /** The root of an organization's servers. */
  public static Path tlsRoot(NetworkFolder folder, String mspId) {
    return folder.trust().resolve("tls").resolve(mspId + ".pem");
  }

  /** Copies them where they are not yet. */
  public static void ensure(NetworkFolder folder) throws IOException {
    for (House house : House.values()) {
      copy(folder.root(house), root(folder, house.mspId()));
      copy(folder.tlsRoot(house), tlsRoot(folder, house.mspId()));
      if (Files.exists(folder.ordererTlsRoot(house))) {
        copy(folder.ordererTlsRoot(house), tlsRoot(folder, house.ordererMspId()));
      }
      for (int i = 1; i <= house.clients(); i++) {
        client(folder, house, "User" + i, house.client(i));
      }
      client(folder, house, "Admin", house.admin());
    }
  }

  private static void client(NetworkFolder folder, House house, String user, String name)
      throws IOException {
    Path msp = folder.user(house, user).resolve("msp");
    Path place = folder.clients().resolve(name);
    copy(
        msp.resolve("signcerts").resolve(user + "@" + house.domain() + "-cert.pem"),
        place.resolve(CERTIFICATE));
    copy(msp.resolve("keystore").resolve("priv_sk"), place.resolve(KEY));
  }

  private static void copy(Path from, Path to) throws IOException {
    if (!Files.exists(to)) {
      Files.createDirectories(to.resolveSibling(""));
      Path part = to.resolveSibling(to.getFileName() + ".part");
      Files.copy(
          from, part, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
      Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
    }
  }
}
