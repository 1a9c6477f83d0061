package org.claimexchange.server.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.claimexchange.verifier.sample.Authority;
import org.claimexchange.verifier.signature.BundleSignature;
import org.claimexchange.verifier.signature.CmsSignature;
import org.claimexchange.verifier.signature.PdfSignature;
import org.claimexchange.verifier.signature.SignatureDefect;
import org.claimexchange.verifier.signature.SignatureFailure;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Known attacks on signed JSON, signed PDFs and certificate chains, each found under its name. */
class ForgedSignaturesTest {

  private static final Instant NOW = SamplePackage.NOW;

  @TempDir Path folder;
  private final SamplePackage sample = SamplePackage.forEc();
  private String json = "";
  private byte[] pdf = new byte[0];

  @BeforeEach
  void opened() throws Exception {
    OpenedPackage opened = OpenedPackage.of(sample, folder, sample.content(2));
    json = new String(opened.files.get("documents/01.fhir.json"), StandardCharsets.UTF_8);
    pdf = opened.files.get("claim.pdf");
  }

  private SignatureDefect documentDefect(String document) {
    try {
      new BundleSignature(List.of(sample.root())).verify(document.getBytes(StandardCharsets.UTF_8));
      throw new AssertionError("expected a defect");
    } catch (SignatureFailure e) {
      return e.defect();
    }
  }

  private SignatureDefect pdfDefect(byte[] file) {
    try {
      new PdfSignature(new CmsSignature(List.of(sample.root()))).verify(file);
      throw new AssertionError("expected a defect");
    } catch (SignatureFailure e) {
      return e.defect();
    }
  }

  /** The document with another JWS. */
  private String withJws(UnaryOperator<String> change) {
    String data = json.replaceFirst("(?s).*\"data\":\"([^\"]+)\".*", "$1");
    String jws = new String(Base64.getDecoder().decode(data), StandardCharsets.US_ASCII);
    return json.replace(data, Base64.getEncoder().encodeToString(bytes(change.apply(jws))));
  }

  private static String header(String jws, String from, String to) {
    String[] parts = jws.split("\\.", -1);
    String header = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8);
    return base64url(bytes(header.replace(from, to))) + ".." + parts[2];
  }

  @Test
  void noneInAnySpellingIsNoAlgorithm() {
    for (String none : List.of("none", "None", "NONE", "nOnE", "")) {
      assertThat(
              documentDefect(
                  withJws(jws -> header(jws, "ES256", none).replaceFirst("\\.[^.]*$", "."))))
          .as(none)
          .isEqualTo(SignatureDefect.ALGORITHM);
    }
  }

  @Test
  void thePublicKeyIsNoSharedSecret() throws Exception {
    byte[] publicKey = sample.signer.certificate().getPublicKey().getEncoded();
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(publicKey, "HmacSHA256"));
    String forged =
        withJws(jws -> {
          String head = header(jws, "ES256", "HS256").split("\\.")[0];
          return head + ".." + base64url(mac.doFinal(bytes(head + ".")));
        });

    assertThat(documentDefect(forged)).isEqualTo(SignatureDefect.ALGORITHM);
  }

  @Test
  void anAlgorithmThatDoesNotFitTheKeyIsNotTaken() {
    for (String other : List.of("RS256", "ES384", "PS256", "ES512", "EdDSA")) {
      assertThat(documentDefect(withJws(jws -> header(jws, "ES256", other))))
          .as(other)
          .isEqualTo(SignatureDefect.ALGORITHM);
    }
  }

  @Test
  void aKeyThatTheSignatureBringsWithItIsNotTaken() {
    assertThat(documentDefect(withJws(jws -> header(jws, "{", "{\"jwk\":{\"kty\":\"EC\"},"))))
        .isEqualTo(SignatureDefect.PROFILE);
    assertThat(documentDefect(withJws(jws -> header(jws, "{", "{\"crit\":[\"exp\"],"))))
        .isEqualTo(SignatureDefect.MALFORMED);
  }

  @Test
  void anUpdateBehindThePdfsSignatureIsFoundWhateverItHides() {
    for (String update :
        List.of(
            "\n9 0 obj\n<</Type/Page>>\nendobj\nstartxref\n0\n%%EOF\n",
            // A second revision that turns a hidden layer on (shadow attack).
            "\n9 0 obj\n<</OCProperties<</D<</ON[1 0 R]>>>>>>\nendobj\ntrailer<</Prev 1>>\nstartxref\n9\n%%EOF",
            "\n% nothing but a comment",
            " ",
            "\0")) {
      assertThat(pdfDefect(joined(pdf, bytes(update)))).isEqualTo(SignatureDefect.COVERAGE);
    }
  }

  @Test
  void aSecondSignatureThatCoversAnUpdateIsFound() {
    String second = "\n8 0 obj\n<</Type/Sig/ByteRange [0 10 20 30]/Contents<00>>>\nendobj\n%%EOF\n";

    assertThat(pdfDefect(joined(pdf, bytes(second)))).isEqualTo(SignatureDefect.COVERAGE);
  }

  @Test
  void aSignatureWhoseRangeWasMovedToLeaveRoomIsFound() {
    String text = new String(pdf, StandardCharsets.ISO_8859_1);
    String range = text.replaceFirst("(?s).*?(/ByteRange\\s*\\[[^\\]]*\\]).*", "$1");
    String[] numbers = range.replaceAll("[^0-9 ]", " ").strip().split("\\s+");
    int gap = Integer.parseInt(numbers[1]);
    int second = Integer.parseInt(numbers[2]);
    // Signature wrapping: the second range begins later, with room for other objects in between.
    byte[] evil = bytes(" 7 0 obj<</Evil true>>endobj ");
    String moved =
        range
            .replace(" " + second + " ", " " + (second + evil.length) + " ")
            .replaceFirst("\\s+\\]$", "]");
    byte[] wrapped =
        joined(
            bytes(text.substring(0, second).replace(range, moved)),
            evil,
            Arrays.copyOfRange(pdf, second, pdf.length));

    assertThat(pdfDefect(wrapped)).isIn(SignatureDefect.COVERAGE, SignatureDefect.MALFORMED);
    assertThat(gap).isLessThan(second);
  }

  @Test
  void aSignatureThatIsThereInNameOnlyIsFound() {
    String text = new String(pdf, StandardCharsets.ISO_8859_1);
    Map<String, String> forgeries =
        Map.of(
            "/ByteRange", "/ByteRanga",
            "ETSI.CAdES.detached", "adbe.x509.rsa_sha1_",
            "/Contents <", "/Contents [");
    forgeries.forEach((from, to) -> {
      if (text.contains(from)) {
        byte[] forged = text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
        assertThat(pdfDefect(forged))
            .as(to)
            .isIn(
                SignatureDefect.MISSING,
                SignatureDefect.PROFILE,
                SignatureDefect.COVERAGE,
                SignatureDefect.MALFORMED);
      }
    });
    assertThat(text).contains("/ByteRange", "ETSI.CAdES.detached");
  }

  private SignatureDefect chainDefect(Authority.Holder signer, List<Authority> roots)
      throws Exception {
    byte[] content = {1, 2, 3};
    byte[] cms =
        new CmsSigner(SamplePackage.key(signer)).cades(new CMSProcessableByteArray(content), NOW);
    try {
      new CmsSignature(roots.stream().map(Authority::certificate).toList())
          .cades(cms, new CMSProcessableByteArray(content));
      throw new AssertionError("expected a defect");
    } catch (SignatureFailure e) {
      return e.defect();
    }
  }

  @Test
  void aCertificateForAnotherPurposeSignsNoPackage() throws Exception {
    KeyPair keys = Authority.ecKeys();
    List<Authority> roots = List.of(sample.signers);
    Authority below = sample.signers.below("C=CN,CN=an authority", NOW);

    assertThat(chainDefect(sample.signers.recipient("C=CN,CN=insurer", keys, NOW), roots))
        .isEqualTo(SignatureDefect.CERTIFICATE);
    assertThat(
            chainDefect(
                sample.signers.signerFor("C=CN,CN=web", NOW, KeyPurposeId.id_kp_serverAuth), roots))
        .isEqualTo(SignatureDefect.CERTIFICATE);
    assertThat(
            chainDefect(
                sample.signers.signerFor("C=CN,CN=code", NOW, KeyPurposeId.id_kp_codeSigning),
                roots))
        .isEqualTo(SignatureDefect.CERTIFICATE);
    assertThat(chainDefect(new Authority.Holder(below.keys(), below.certificate()), roots))
        .isEqualTo(SignatureDefect.CERTIFICATE);
  }

  @Test
  void anExpiredChainAndOneWhoseAuthorityIsNoneAreFound() throws Exception {
    Authority past = Authority.root("C=CN,CN=past root", NOW.minus(Duration.ofDays(4000)));
    Authority.Holder noAuthority = sample.signers.signer("C=CN,CN=end", NOW, Duration.ofDays(9));
    Authority pretender =
        new Authority("C=CN,CN=end", noAuthority.keys(), noAuthority.certificate());

    assertThat(
            chainDefect(
                past.signer("C=CN,CN=s", NOW, Duration.ofDays(9)), List.of(past, sample.signers)))
        .isEqualTo(SignatureDefect.CERTIFICATE);
    assertThat(
            chainDefect(
                sample.signers.signer("C=CN,CN=s", NOW, Duration.ofHours(-2)),
                List.of(sample.signers)))
        .isEqualTo(SignatureDefect.CERTIFICATE);
    assertThat(
            chainDefect(
                pretender.signer("C=CN,CN=s", NOW, Duration.ofDays(3)), List.of(sample.signers)))
        .isEqualTo(SignatureDefect.CERTIFICATE);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String base64url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
