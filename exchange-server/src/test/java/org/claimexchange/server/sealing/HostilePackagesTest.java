package org.claimexchange.server.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.claimexchange.server.sealing.OpenedPackage.failed;
import static org.claimexchange.server.sealing.OpenedPackage.reason;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.claimexchange.model.delivery.DeliveryStatus;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.evidence.DeliveryEvidence;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.verifier.Check;
import org.claimexchange.verifier.VerificationInput;
import org.claimexchange.verifier.VerificationReport;
import org.claimexchange.verifier.container.ContainerLayout;
import org.claimexchange.verifier.sample.SampleLedger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole packages that are hostile, each refused under its name. All of them are encrypted to the
 * right recipient and recorded on the ledger, so nothing but the container speaks against them.
 */
class HostilePackagesTest {

  private static final String DOCUMENT = "documents/01.fhir.json";

  @TempDir Path folder;
  private final SamplePackage sample = SamplePackage.forEc();
  private OpenedPackage opened;

  @BeforeEach
  void opened() throws Exception {
    opened = OpenedPackage.of(sample, folder, sample.content(2));
  }

  @Test
  void putTogetherAsItWasItVerifies() throws Exception {
    assertThat(opened.copy().verify().failures()).isEmpty();
    assertThat(opened.copy().signedAgain().verify().failures()).isEmpty();
  }

  @Test
  void aFileOutsideTheManifestIsFound() throws Exception {
    VerificationReport report =
        opened.copy().with("originals/02-更多票据.pdf", bytes("%PDF-1.7 smuggled")).verify();

    assertThat(failed(report)).contains(Check.MANIFEST);
    assertThat(reason(report, Check.MANIFEST)).contains("not-listed", "02-更多票据");
  }

  @Test
  void aFileThatTheManifestListsAndIsNotThereIsFound() throws Exception {
    VerificationReport report = opened.copy().without("originals/01-电子票据-20261108.xml").verify();

    assertThat(failed(report)).containsExactly(Check.MANIFEST);
  }

  @Test
  void aListOfFilesThatDisagreesWithTheManifestIsFound() throws Exception {
    String list = new String(opened.files.get(ContainerLayout.FILE_LIST), StandardCharsets.UTF_8);

    VerificationReport report =
        opened
            .copy()
            .with(ContainerLayout.FILE_LIST, bytes(list.replace("text/csv", "text/html")))
            .verify();

    assertThat(failed(report)).containsExactly(Check.MANIFEST);
  }

  @Test
  void twoManifestsThatDisagreeAreFoundThoughBothAreSigned() throws Exception {
    SamplePackage sm2 = SamplePackage.forSm2();
    OpenedPackage both = OpenedPackage.of(sm2, folder, sm2.content(1));
    String second =
        new String(both.files.get(ContainerLayout.SM2_MANIFEST), StandardCharsets.UTF_8);
    String other = second.replaceFirst("<ds:DigestValue>.", "<ds:DigestValue>A");
    byte[] wrong = bytes(other.equals(second) ? second.replaceFirst("Value>.", "Value>B") : other);
    byte[] signature =
        new CmsSigner(SamplePackage.key(sm2.sm2Signer))
            .cades(new CMSProcessableByteArray(wrong), SamplePackage.NOW);

    VerificationReport report =
        both.with(ContainerLayout.SM2_MANIFEST, wrong)
            .with(ContainerLayout.SM2_SIGNATURE, signature)
            .verify();

    assertThat(failed(report)).containsExactly(Check.MANIFEST);
    assertThat(reason(report, Check.MANIFEST)).contains("same references in both manifests");
  }

  @Test
  void aManifestWithoutItsSignatureIsFound() throws Exception {
    assertThat(failed(opened.copy().without(ContainerLayout.SIGNATURE).verify()))
        .containsExactly(Check.CONTAINER);
    assertThat(failed(opened.copy().with(ContainerLayout.SIGNATURE, new byte[0]).verify()))
        .containsExactly(Check.PACKAGE_SIGNATURE);
    SamplePackage sm2 = SamplePackage.forSm2();
    VerificationReport half =
        OpenedPackage.of(sm2, folder, sm2.content(1))
            .without(ContainerLayout.SM2_SIGNATURE)
            .verify();
    assertThat(reason(half, Check.CONTAINER)).contains("missing", "signature002.p7s");
  }

  @Test
  void aSignatureOfAnotherPackageIsFound() throws Exception {
    OpenedPackage other = OpenedPackage.of(sample, folder, sample.content(3));

    VerificationReport report =
        opened
            .copy()
            .with(ContainerLayout.SIGNATURE, other.files.get(ContainerLayout.SIGNATURE))
            .verify();

    assertThat(failed(report)).containsExactly(Check.PACKAGE_SIGNATURE);
    assertThat(reason(report, Check.PACKAGE_SIGNATURE)).startsWith("signature");
  }

  @Test
  void aDocumentWhoseSignatureIsGoneIsFoundThoughTheManifestIsSignedAnew() throws Exception {
    String json = new String(opened.files.get(DOCUMENT), StandardCharsets.UTF_8);
    String unsigned = json.substring(0, json.indexOf(",\"signature\":")) + "}";

    VerificationReport report =
        opened.copy().with(DOCUMENT, bytes(unsigned)).signedAgain().verify();

    assertThat(failed(report)).containsExactly(Check.DOCUMENT_SIGNATURE);
    assertThat(reason(report, Check.DOCUMENT_SIGNATURE)).startsWith("missing");
  }

  @Test
  void aSignedDocumentWrappedIntoAnotherIsFound() throws Exception {
    String json = new String(opened.files.get(DOCUMENT), StandardCharsets.UTF_8);
    String signature = json.substring(json.indexOf(",\"signature\":") + 1, json.length() - 1);
    String evil =
        "{\"resourceType\":\"Bundle\",\"type\":\"document\",\"entry\":[{\"resource\":{\"resourceType\":"
            + "\"Composition\"}},{\"resource\":"
            + json
            + "}]";

    // The right one inside and none around; the right one's signature around; both.
    assertThat(failed(withDocument(evil + "}"))).contains(Check.DOCUMENT_SIGNATURE);
    VerificationReport moved = withDocument(evil + "," + signature + "}");
    assertThat(reason(moved, Check.DOCUMENT_SIGNATURE)).startsWith("signature");
    VerificationReport twice =
        withDocument(json.substring(0, json.length() - 1) + "," + signature + "}");
    assertThat(reason(twice, Check.DOCUMENT_SIGNATURE)).startsWith("malformed");
  }

  @Test
  void anEntryAddedToASignedDocumentIsFound() throws Exception {
    String json = new String(opened.files.get(DOCUMENT), StandardCharsets.UTF_8);
    String more =
        json.replaceFirst(
            "\"entry\":\\[", "\"entry\":[{\"resource\":{\"resourceType\":\"Basic\"}},");

    VerificationReport report = withDocument(more);

    assertThat(reason(report, Check.DOCUMENT_SIGNATURE)).startsWith("signature");
  }

  private VerificationReport withDocument(String json) throws Exception {
    return opened.copy().with(DOCUMENT, bytes(json)).signedAgain().verify();
  }

  @Test
  void aDeliveryThatTheLedgerRefusedDoesNotVerify() throws Exception {
    // What was refused has no evidence: the evidence of an erased or of another delivery is tried.
    VerificationInput input = sample.sealInto(folder, sample.content(1));
    Digest sealed = Digest.of(Files.readAllBytes(input.sealed()));
    String right = sample.deliveryEvidence(sealed, DeliveryStatus.RECORDED).state().delivery();

    write(input, sample.deliveryEvidence(sealed, DeliveryStatus.ERASED), right);
    assertThat(failed(sample.verifier().verify(input))).contains(Check.DELIVERY_EVIDENCE);

    write(
        input, sample.deliveryEvidence(sealed, DeliveryStatus.RECORDED), "anotherDelivery_______");
    assertThat(failed(sample.verifier().verify(input))).contains(Check.DELIVERY_EVIDENCE);

    Files.write(input.delivery(), bytes("{}"));
    assertThat(failed(sample.verifier().verify(input))).contains(Check.DELIVERY_EVIDENCE);
  }

  private void write(VerificationInput input, DeliveryEvidence says, String asked)
      throws Exception {
    Files.write(
        input.delivery(),
        CanonicalJson.write(
            SampleLedger.evidence(
                sample
                    .ledger
                    .read(DeliveryEvidence.FUNCTION, asked, "insurer-anxin", SamplePackage.NOW)
                    .result(says)
                    .sign())));
  }

  @Test
  void aBombThatLiesAboutItsSizeIsRefusedBeforeItHasGrown() throws Exception {
    byte[] zip = opened.copy().with("case.json", new byte[32 << 20]).container();
    int local = place(zip, "case.json") - 30;
    // It says 1,000 bytes in both headers.
    ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).putInt(local + 22, 1_000);
    int central = lastPlace(zip, "case.json") - 46;
    ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).putInt(central + 24, 1_000);

    VerificationReport report = opened.verify(zip);

    assertThat(failed(report)).containsExactly(Check.CONTAINER);
    assertThat(reason(report, Check.CONTAINER)).startsWith("damaged");
  }

  @Test
  void aNameThatIsThereTwiceIsRefused() throws Exception {
    byte[] zip =
        replaced(
            opened.copy().with("documents/02.fhir.json", opened.files.get(DOCUMENT)).container(),
            "documents/02",
            "documents/01");

    assertThat(reason(opened.verify(zip), Check.CONTAINER)).startsWith("duplicate");
  }

  @Test
  void aNameThatLeadsOutOfTheFolderIsRefusedAndNothingIsWrittenThere() throws Exception {
    byte[] zip = opened.copy().with("originals/../../stolen.pdf", bytes("evil")).container();

    assertThat(reason(opened.verify(zip), Check.CONTAINER)).startsWith("name");
    assertThat(folder.resolve("stolen.pdf")).doesNotExist();
  }

  @Test
  void twoZipFilesOneBehindTheOtherAreRefused() throws Exception {
    byte[] one = opened.container();
    byte[] two = Arrays.copyOf(one, 2 * one.length);
    System.arraycopy(one, 0, two, one.length, one.length);

    assertThat(reason(opened.verify(two), Check.CONTAINER)).startsWith("not-canonical");
  }

  private static int place(byte[] zip, String name) {
    return new String(zip, StandardCharsets.ISO_8859_1).indexOf(name);
  }

  private static int lastPlace(byte[] zip, String name) {
    return new String(zip, StandardCharsets.ISO_8859_1).lastIndexOf(name);
  }

  private static byte[] replaced(byte[] zip, String from, String to) {
    return new String(zip, StandardCharsets.ISO_8859_1)
        .replace(from, to)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
