package org.claimexchange.verifier.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.claimexchange.model.disclosure.Digest;
import org.junit.jupiter.api.Test;

/** Hostile containers, one sample each. */
class ContainerReaderTest {

  private static final ContainerReader READER = new ContainerReader(ContainerLimits.standard());

  private static Map<String, byte[]> files() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String name :
        List.of(
            "mimetype",
            "documents/01.fhir.json",
            "claim.pdf",
            "case.json",
            "fees.csv",
            "consent.json",
            "evidence.json",
            "originals/01-电子票据.pdf",
            "META-INF/ASiCManifest001.xml",
            "META-INF/signature001.p7s",
            "META-INF/manifest.xml")) {
      files.put(name, bytes("content of " + name + " ".repeat(50)));
    }
    files.put("mimetype", bytes(ContainerLayout.MEDIA_TYPE));
    return files;
  }

  private static byte[] zip(Map<String, byte[]> files) throws IOException {
    CanonicalZip zip = new CanonicalZip();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      if (file.getKey().equals("mimetype") || file.getKey().startsWith("originals/")) {
        zip.store(file.getKey(), () -> new ByteArrayInputStream(file.getValue()));
      } else {
        zip.deflate(file.getKey(), file.getValue());
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    zip.writeTo(out);
    assertThat(zip.length()).isEqualTo(out.size());
    return out.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void refused(ContainerDefect defect, byte[] zip) {
    assertThatThrownBy(() -> READER.read(new ByteArrayInputStream(zip)))
        .isInstanceOfSatisfying(
            ContainerException.class, e -> assertThat(e.defect()).isEqualTo(defect));
  }

  @Test
  void aContainerInItsOneFormIsReadAndTheSameFilesGiveTheSameBytes() throws Exception {
    Container container = READER.read(new ByteArrayInputStream(zip(files())));

    assertThat(container.files()).hasSize(11);
    assertThat(container.held()).doesNotContainKey("originals/01-电子票据.pdf");
    assertThat(zip(files())).isEqualTo(zip(files()));
  }

  @Test
  void noByteIsFree() throws Exception {
    byte[] zip = zip(files());
    Container right = READER.read(new ByteArrayInputStream(zip));
    List<Integer> free = new ArrayList<>();
    for (int place = 0; place < zip.length; place++) {
      byte[] changed = zip.clone();
      changed[place] ^= (byte) (1 << place % 8);
      try {
        // A deflated stream has several forms: the files must be the same then.
        if (!READER.read(new ByteArrayInputStream(changed)).files().equals(right.files())) {
          free.add(place);
        }
      } catch (ContainerException e) {
        assertThat(e.defect()).isNotNull();
      }
    }
    assertThat(free).isEmpty();
  }

  @Test
  void namesThatLeadOutOfTheFolderAreRefused() throws Exception {
    for (String name :
        List.of(
            "../../etc/passwd",
            "/etc/passwd",
            "documents/../claim.pdf",
            "originals/../../x.pdf",
            "originals/a/b.pdf",
            "originals/.pdf",
            "C:\\x",
            "Claim.pdf",
            "META-INF/evil.sh")) {
      Map<String, byte[]> files = files();
      files.put(name, bytes("evil"));
      refused(ContainerDefect.NAME, zip(files));
    }
  }

  @Test
  void aNameThatIsThereTwiceIsRefused() throws Exception {
    byte[] zip = replace(zip(with("documents/02.fhir.json")), "documents/02", "documents/01");

    refused(ContainerDefect.DUPLICATE, zip);
  }

  private static Map<String, byte[]> with(String name) {
    Map<String, byte[]> files = files();
    files.put(name, bytes("more"));
    return files;
  }

  private static byte[] replace(byte[] zip, String from, String to) {
    String text = new String(zip, StandardCharsets.ISO_8859_1);
    return text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void aBombIsRefusedBeforeItIsInflated() throws Exception {
    Map<String, byte[]> files = files();
    files.put("case.json", new byte[8 << 20]);

    refused(ContainerDefect.TOO_LARGE, zip(files));
  }

  @Test
  void tooManyFilesAreRefused() throws Exception {
    Map<String, byte[]> files = files();
    for (int i = 10; i < 20; i++) {
      files.put("documents/" + i + ".fhir.json", bytes("x"));
    }
    ContainerReader strict = new ContainerReader(new ContainerLimits(15, 1000, 1000, 9000, 100));

    assertThatThrownBy(() -> strict.read(new ByteArrayInputStream(zip(files))))
        .isInstanceOfSatisfying(
            ContainerException.class,
            e -> assertThat(e.defect()).isEqualTo(ContainerDefect.TOO_LARGE));
  }

  @Test
  void bytesBehindTheEndAndInFrontAreRefused() throws Exception {
    byte[] zip = zip(files());
    byte[] longer = Arrays.copyOf(zip, zip.length + 1);
    byte[] shifted = new byte[zip.length + 4];
    System.arraycopy(zip, 0, shifted, 4, zip.length);

    refused(ContainerDefect.NOT_CANONICAL, longer);
    refused(ContainerDefect.NOT_A_ZIP, shifted);
    refused(ContainerDefect.NOT_A_ZIP, Arrays.copyOf(zip, zip.length - 1));
    refused(ContainerDefect.NOT_A_ZIP, new byte[0]);
  }

  @Test
  void aZipFileAsOthersWriteItIsRefused() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> file : files().entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
    }

    refused(ContainerDefect.NOT_CANONICAL, out.toByteArray());
  }

  @Test
  void aMissingFileAndAnotherMediaTypeAreRefused() throws Exception {
    Map<String, byte[]> incomplete = files();
    incomplete.remove("META-INF/signature001.p7s");
    refused(ContainerDefect.MISSING, zip(incomplete));
    Map<String, byte[]> other = files();
    other.put("mimetype", bytes("application/zip"));
    refused(ContainerDefect.MEDIA_TYPE, zip(other));
  }

  @Test
  void aManifestListsEachFileOnceWithItsDigestAndNothingElse() throws Exception {
    Container container = READER.read(new ByteArrayInputStream(zip(files())));
    List<AsicManifest.Reference> right =
        container.files().stream()
            .filter(file -> ContainerLayout.isListed(file.name()))
            .map(file -> new AsicManifest.Reference(file.name(), file.sha256()))
            .toList();
    AsicManifest.read(new AsicManifest(right).toXml()).covers(container);

    List<AsicManifest.Reference> fewer = right.subList(1, right.size());
    List<AsicManifest.Reference> more = new ArrayList<>(right);
    more.add(new AsicManifest.Reference("documents/09.fhir.json", Digest.of(new byte[0])));
    List<AsicManifest.Reference> wrong = new ArrayList<>(right);
    wrong.set(0, new AsicManifest.Reference(right.get(0).name(), Digest.of(new byte[0])));
    List<AsicManifest.Reference> twice = new ArrayList<>(right);
    twice.add(right.get(0));
    uncovered(ContainerDefect.NOT_LISTED, fewer, container);
    uncovered(ContainerDefect.MANIFEST, more, container);
    uncovered(ContainerDefect.DIGEST, wrong, container);
    uncovered(ContainerDefect.MANIFEST, twice, container);
  }

  private static void uncovered(
      ContainerDefect defect, List<AsicManifest.Reference> references, Container container) {
    assertThatThrownBy(() -> new AsicManifest(references).covers(container))
        .isInstanceOfSatisfying(
            ContainerException.class, e -> assertThat(e.defect()).isEqualTo(defect));
  }

  @Test
  void aManifestWithEntitiesIsRefused() {
    byte[] xml =
        bytes(
            "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>");

    assertThatThrownBy(() -> AsicManifest.read(xml)).isInstanceOf(ContainerException.class);
  }
}
