package org.claimexchange.ledger.embedded;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * The four organizations with their roots, peers and clients, made at first start and read
 * afterwards. Below the folder: {@code MSPID/ca.pem}, {@code tls-ca.pem}, {@code peer.pem}, {@code
 * orderer.pem}, {@code admin.pem} and {@code clients/NAME.pem}.
 */
final class Organizations {
  static final String EXCHANGE = "ExchangeMSP";
  static final String REGULATOR = "RegulatorMSP";
  static final String SOURCE = "SourceMSP";
  static final String INSURER = "InsurerMSP";

  /** The gateway belongs to the exchange, so it is asked first where the client names nobody. */
  static final List<String> MSP_IDS = List.of(EXCHANGE, REGULATOR, SOURCE, INSURER);

  private static final Pattern CLIENT_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private final Path folder;
  private final Ecdsa ecdsa;
  private final Certificates certificates;
  private final IdentityFiles files;
  private final Map<String, NetworkIdentity> roots = new LinkedHashMap<>();
  private final Map<String, NetworkIdentity> tlsRoots = new LinkedHashMap<>();

  Organizations(Path folder, Ecdsa ecdsa, Certificates certificates) {
    this.folder = folder;
    this.ecdsa = ecdsa;
    this.certificates = certificates;
    this.files = new IdentityFiles(certificates, ecdsa);
    for (String mspId : MSP_IDS) {
      roots.put(mspId, readOrMakeRoot(mspId, "ca.pem", "Root"));
      tlsRoots.put(mspId, readOrMakeRoot(mspId, "tls-ca.pem", "TLS root"));
      peer(mspId);
      admin(mspId);
    }
  }

  X509Certificate root(String mspId) {
    return issuer(mspId).certificate();
  }

  /** The organization's authority with its key. */
  NetworkIdentity issuer(String mspId) {
    return issuer(roots, mspId);
  }

  X509Certificate tlsRoot(String mspId) {
    return issuer(tlsRoots, mspId).certificate();
  }

  NetworkIdentity peer(String mspId) {
    return member(mspId, "peer.pem", Role.PEER, "peer0." + domain(mspId));
  }

  NetworkIdentity orderer() {
    return member(EXCHANGE, "orderer.pem", Role.ORDERER, "orderer0." + domain(EXCHANGE));
  }

  NetworkIdentity admin(String mspId) {
    return member(mspId, "admin.pem", Role.ADMIN, "admin@" + domain(mspId));
  }

  /** The client of this name, made when asked for the first time. */
  NetworkIdentity client(String mspId, String name) {
    if (!CLIENT_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "A client's name has 1 to 64 letters, digits, dots, hyphens and underscores");
    }
    return member(mspId, "clients/" + name + ".pem", Role.CLIENT, name);
  }

  NetworkIdentity tlsServer() {
    return readOrMake(EXCHANGE, "tls-server.pem", tlsRoots, certificates::tlsServer);
  }

  static String peerAddress(String mspId) {
    return "peer0." + domain(mspId) + ":7051";
  }

  private static String domain(String mspId) {
    return mspId.replace("MSP", "").toLowerCase(java.util.Locale.ROOT)
        + "."
        + Certificates.EVALUATION;
  }

  private NetworkIdentity member(String mspId, String file, Role role, String commonName) {
    return readOrMake(
        mspId, file, roots, (issuer, keys) -> certificates.member(issuer, role, commonName, keys));
  }

  /** One at a time, so that two callers who ask for the same new client get the same one. */
  private synchronized NetworkIdentity readOrMake(
      String mspId,
      String file,
      Map<String, NetworkIdentity> issuers,
      BiFunction<NetworkIdentity, KeyPair, X509Certificate> issue) {
    Path path = folder.resolve(mspId).resolve(file);
    NetworkIdentity issuer = issuer(issuers, mspId);
    return files
        .read(path, mspId)
        .orElseGet(() -> {
          KeyPair keys = ecdsa.newKeyPair();
          NetworkIdentity made =
              new NetworkIdentity(mspId, issue.apply(issuer, keys), keys.getPrivate());
          files.write(path, made);
          return made;
        });
  }

  private NetworkIdentity readOrMakeRoot(String mspId, String file, String purpose) {
    Path path = folder.resolve(mspId).resolve(file);
    return files
        .read(path, mspId)
        .orElseGet(() -> {
          KeyPair keys = ecdsa.newKeyPair();
          NetworkIdentity made =
              new NetworkIdentity(
                  mspId, certificates.root(mspId, purpose, keys), keys.getPrivate());
          files.write(path, made);
          return made;
        });
  }

  private static NetworkIdentity issuer(Map<String, NetworkIdentity> issuers, String mspId) {
    NetworkIdentity issuer = issuers.get(mspId);
    if (issuer == null) {
      throw new IllegalArgumentException(
          "No such organization: " + mspId + ", expected one of " + MSP_IDS);
    }
    return issuer;
  }
}
