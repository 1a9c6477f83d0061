package org.claimexchange.server.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.claimexchange.verifier.VerificationInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A key that never leaves its module: SoftHSM, by PKCS#11. Skipped, saying so, where SoftHSM is not
 * there.
 */
class Pkcs11SigningKeyTest {

  private static final String PIN = "902134";
  private static final Pattern SLOT = Pattern.compile("reassigned to slot (\\d+)");
  private static final List<Path> LIBRARIES =
      List.of(
          Path.of("/usr/lib/softhsm/libsofthsm2.so"),
          Path.of("/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"),
          Path.of("/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so"),
          Path.of("/usr/lib64/softhsm/libsofthsm2.so"),
          Path.of("/opt/homebrew/lib/softhsm/libsofthsm2.so"),
          Path.of("/usr/local/lib/softhsm/libsofthsm2.so"));

  @TempDir Path folder;
  @TempDir Path packages;
  private final SamplePackage sample = SamplePackage.forEc();

  private Path library() {
    Optional<Path> found = LIBRARIES.stream().filter(Files::isRegularFile).findFirst();
    String conf = System.getenv("SOFTHSM2_CONF");
    OtherTools.skipUnless(
        found.isPresent() && conf != null,
        "a key in a module by PKCS#11 was not tried: it needs SoftHSM (package softhsm2) and"
            + " SOFTHSM2_CONF, which the build sets");
    return found.orElseThrow();
  }

  /** A fresh token; its slot. */
  private long token() throws Exception {
    Path tokens = Files.createDirectories(folder.resolve("tokens"));
    Files.writeString(
        Path.of(System.getenv("SOFTHSM2_CONF")),
        "directories.tokendir = " + tokens + "\nobjectstore.backend = file\nlog.level = ERROR\n");
    String said =
        OtherTools.run(
            folder,
            "softhsm2-util",
            "--init-token",
            "--free",
            "--label",
            "packages",
            "--so-pin",
            "473920",
            "--pin",
            PIN);
    Matcher slot = SLOT.matcher(said);
    assertThat(slot.find()).as(said).isTrue();
    return Long.parseLong(slot.group(1));
  }

  private Provider module(Path library, long slot) {
    return Security.getProvider("SunPKCS11")
        .configure("--name=making\nlibrary=" + library + "\nslot=" + slot + "\n");
  }

  /** Makes a key in the module, which the module never gives away. */
  private X509Certificate makeKey(Provider module, String alias, String algorithm)
      throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS11", module);
    store.load(null, PIN.toCharArray());
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm, module);
    if (algorithm.equals("EC")) {
      generator.initialize(new ECGenParameterSpec("secp256r1"));
    } else {
      generator.initialize(3072);
    }
    KeyPair pair = generator.generateKeyPair();
    assertThat(pair.getPrivate().getEncoded()).isNull();
    X509Certificate certificate =
        sample.signers.signer(
            "C=CN,O=数据交换示范运营方,CN=" + alias, pair, SamplePackage.NOW, Duration.ofDays(365));
    store.setKeyEntry(alias, pair.getPrivate(), PIN.toCharArray(), new Certificate[] {certificate});
    return certificate;
  }

  @Test
  void packagesAreSignedByAKeyThatStaysInItsModule() throws Exception {
    Path library = library();
    long slot = token();
    Provider module = module(library, slot);
    X509Certificate ec = makeKey(module, "signer-ec", "EC");
    X509Certificate rsa = makeKey(module, "signer-rsa", "RSA");
    KeyFolder keys = new KeyFolder(folder);
    Files.writeString(folder.resolve("token.pin"), PIN);
    describe(keys, "signer-ec", library, slot, Instant.EPOCH);
    FolderSigningKeys signing =
        FolderSigningKeys.in(
            folder,
            problem -> {
              throw new AssertionError(problem);
            });
    PackageSealer sealer = sample.sealer(signing);

    VerificationInput first = sample.sealInto(packages, sample.content(2), sealer);
    describe(keys, "signer-rsa", library, slot, SamplePackage.NOW);
    Path later = Files.createDirectory(packages.resolve("later"));
    VerificationInput second = sample.sealInto(later, sample.content(2), sealer);

    assertThat(signing.at(SamplePackage.NOW.minusSeconds(1)).main().chain()).containsExactly(ec);
    assertThat(signing.at(SamplePackage.NOW).main().chain()).containsExactly(rsa);
    assertThat(signing.at(SamplePackage.NOW).main().algorithm())
        .isEqualTo(SigningKey.Algorithm.RS256);
    assertThat(sample.verifier().verify(first).failures()).isEmpty();
    assertThat(sample.verifier().verify(second).failures()).isEmpty();
  }

  private static void describe(KeyFolder keys, String alias, Path library, long slot, Instant from)
      throws Exception {
    keys.describe(
        alias,
        "kind=pkcs11",
        "library=" + library,
        "slot=" + slot,
        "password-file=token.pin",
        "alias=" + alias,
        "from=" + from);
  }
}
