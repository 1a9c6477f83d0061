package org.claimexchange.server.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.claimexchange.verifier.VerificationInput;
import org.claimexchange.verifier.certificate.Pem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The package in the hands of tools that know nothing of us. */
class PublicToolsTest {

  @TempDir Path folder;
  private SamplePackage sample;

  @BeforeEach
  void seal() throws Exception {
    sample = SamplePackage.forEc();
    open(sample);
  }

  private void open(SamplePackage from) throws Exception {
    VerificationInput input = from.sealInto(folder, from.content(20));
    from.verifier().open(input, folder.resolve("package.asice"), folder.resolve("package"));
    Files.writeString(folder.resolve("key.pem"), Pem.write(from.insurer.keys().getPrivate()));
    Files.writeString(folder.resolve("cert.pem"), Pem.write(from.insurer.certificate()));
    Files.writeString(folder.resolve("root.pem"), Pem.write(from.root()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"EC", "RSA"})
  void opensslDecryptsTheEnvelope(String kind) throws Exception {
    if (kind.equals("RSA")) {
      open(SamplePackage.forRsa());
    }

    run(
        "openssl",
        "cms",
        "-decrypt",
        "-inform",
        "DER",
        "-in",
        "package.asice.p7m",
        "-inkey",
        "key.pem",
        "-recip",
        "cert.pem",
        "-binary",
        "-out",
        "by-openssl.asice");

    assertThat(folder.resolve("by-openssl.asice"))
        .hasSameBinaryContentAs(folder.resolve("package.asice"));
  }

  @Test
  void opensslVerifiesTheManifestsSignature() throws Exception {
    String said =
        run(
            "openssl",
            "cms",
            "-verify",
            "-cades",
            "-binary",
            "-inform",
            "DER",
            "-in",
            "package/META-INF/signature001.p7s",
            "-content",
            "package/META-INF/ASiCManifest001.xml",
            "-CAfile",
            "root.pem",
            "-purpose",
            "any",
            "-attime",
            String.valueOf(SamplePackage.NOW.getEpochSecond()),
            "-out",
            "verified.xml");

    assertThat(said).contains("erification successful");
  }

  @Test
  void unzipFindsNothingWrong() throws Exception {
    assertThat(run("unzip", "-t", "package.asice")).contains("No errors detected");
  }

  @Test
  void qpdfFindsNothingWrong() throws Exception {
    assertThat(run("qpdf", "--check", "package/claim.pdf")).contains("No syntax or stream");
  }

  @Test
  void everyFontIsEmbeddedAsASubset() throws Exception {
    List<String> fonts = run("pdffonts", "package/claim.pdf").lines().skip(2).toList();

    assertThat(fonts).isNotEmpty().allMatch(line -> line.matches(".*\\byes\\s+yes\\s+(yes|no).*"));
  }

  @Test
  void pdfsigFindsOneValidSignatureOverTheWholeFile() throws Exception {
    String said = run("pdfsig", "-nocert", "package/claim.pdf");

    assertThat(said)
        .contains("Signature is Valid.", "Total document signed", "ETSI.CAdES.detached")
        .doesNotContain("Signature #2");
  }

  @Test
  void thePdfSaysWhoWhichStaysHowMuchAndWhatIsMissing() throws Exception {
    run("pdftotext", "-layout", "-f", "1", "-l", "1", "package/claim.pdf", "first.txt");

    assertThat(Files.readString(folder.resolve("first.txt")))
        .contains("沈若溪", "310104199204117627", "普外科", "2026-11-03", "4,787.00")
        .contains("个人自付", "551.10", "个人自费", "972.00")
        .contains("尚缺 上海市华东示范医院", "出院结算尚未完成")
        .containsPattern("第\\s*1\\s*页\\s*/\\s*共\\s*4\\s*页");
  }

  private String run(String... command) throws IOException, InterruptedException {
    Path said = folder.resolve("said.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    String text = new String(Files.readAllBytes(said), StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as("%s said: %s", command[0], text).isZero();
    return text;
  }
}
