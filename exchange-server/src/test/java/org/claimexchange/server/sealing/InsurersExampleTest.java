package org.claimexchange.server.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.samples.insurer.VerifyPackage;
import org.claimexchange.verifier.Check;
import org.claimexchange.verifier.TrustStore;
import org.claimexchange.verifier.VerificationInput;
import org.claimexchange.verifier.certificate.Pem;
import org.claimexchange.verifier.consent.TrustedProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example that insurers start from: the same in the documentation, and it runs. */
class InsurersExampleTest {

  @TempDir Path folder;
  private final SamplePackage sample = SamplePackage.forEc();

  @Test
  void theExampleVerifiesAPackageInAProcessOfItsOwn() throws Exception {
    VerificationInput input = sample.sealInto(folder, sample.content(2));
    Files.writeString(folder.resolve("key.pem"), Pem.write(sample.insurer.keys().getPrivate()));
    writeTrust(folder.resolve("trust"));

    OtherTools.Ran right = runExample();
    byte[] sealed = Files.readAllBytes(input.sealed());
    sealed[sealed.length / 2] ^= 1;
    Files.write(input.sealed(), sealed);
    OtherTools.Ran wrong = runExample();

    assertThat(right.status()).as(right.said()).isZero();
    assertThat(right.said()).contains("ok     " + Check.PACKAGE_SIGNATURE.id());
    assertThat(wrong.status()).isEqualTo(1);
    assertThat(wrong.said()).contains("FAILED " + Check.SEALED_DIGEST.id());
  }

  private OtherTools.Ran runExample() throws Exception {
    return OtherTools.tryRun(
        folder,
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        absolute(System.getProperty("java.class.path")),
        VerifyPackage.class.getName(),
        "package.asice.p7m",
        "key.pem",
        "trust");
  }

  private static String absolute(String classPath) {
    List<String> all = new ArrayList<>();
    for (String each : classPath.split(java.io.File.pathSeparator)) {
      all.add(Path.of(each).toAbsolutePath().toString());
    }
    return String.join(java.io.File.pathSeparator, all);
  }

  private void writeTrust(Path trust) throws Exception {
    TrustStore store = sample.trust();
    for (String name : List.of("ledger", "signers", "providers")) {
      Files.createDirectories(trust.resolve(name));
    }
    for (var each : store.ledger().entrySet()) {
      Files.writeString(
          trust.resolve("ledger").resolve(each.getKey() + ".pem"),
          Pem.write(each.getValue().getFirst()));
    }
    Files.writeString(trust.resolve("signers/exchange.pem"), Pem.write(sample.root()));
    TrustedProvider provider = sample.provider.trusted();
    Files.write(
        trust.resolve("providers/city.json"),
        CanonicalJson.write(
            Map.of(
                "issuer", provider.issuer(),
                "audiences", provider.audiences(),
                "counters", provider.counters(),
                "keys", provider.keys())));
  }

  @Test
  void theDocumentationShowsTheExampleAsItIs() throws Exception {
    String documentation = Files.readString(Path.of("../docs/package.md"));
    List<String> shown =
        documentation
            .substring(documentation.indexOf("```java") + "```java".length())
            .split("```")[0]
            .strip()
            .lines()
            .map(String::strip)
            .toList();
    List<String> source =
        Files.readAllLines(
                Path.of(
                    "../samples/src/main/java/org/claimexchange/samples/insurer/VerifyPackage.java"))
            .stream()
            .map(String::strip)
            .toList();

    assertThat(shown).hasSizeLessThanOrEqualTo(10);
    assertThat(source).containsSequence(shown);
  }
}
