package org.claimexchange.fabric.health;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.claimexchange.fabric.material.Pem;
import org.claimexchange.fabric.plan.FabricNode;
import org.claimexchange.fabric.plan.NetworkFolder;

/** TLS to a node's operations port, with the certificate of its organization's admin. */
final class AdminTls {
  private AdminTls() {}

  static SSLContext of(FabricNode node, NetworkFolder folder) throws IOException {
    Path admin =
        switch (node.kind()) {
          case ORDERER -> folder.ordererAdmin(node.house()).resolve("tls");
          case PEER, CHAINCODE -> folder.user(node.house(), "Admin").resolve("tls");
        };
    X509Certificate root = Pem.certificate(admin.resolve("ca.crt"));
    X509Certificate certificate = Pem.certificate(admin.resolve("client.crt"));
    PrivateKey key = Pem.key(admin.resolve("client.key"));
    try {
      KeyStore own = KeyStore.getInstance("PKCS12");
      own.load(null, null);
      own.setKeyEntry("admin", key, new char[0], new Certificate[] {certificate});
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(own, new char[0]);
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("root", root);
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("the admin's TLS certificate cannot be used: " + admin, e);
    }
  }
}
