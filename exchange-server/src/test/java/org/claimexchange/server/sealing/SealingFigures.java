package org.claimexchange.server.sealing;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.claimexchange.fhir.document.DocumentJson;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.verifier.json.CanonicalBundle;
import org.hl7.fhir.r4.model.Bundle;

/**
 * {@code benchmarks/run sealing}: packages a second a core, against the sum of the parts that no
 * sealing does without, each measured bare and in turn with the whole, in this thread's processor
 * time.
 */
public final class SealingFigures {

  private static final int RESOURCES = 120;
  private static final int WARM_UP = 80;
  private static final int ROUNDS = 60;

  private final SamplePackage sample = SamplePackage.forEc();
  private final PackageContent content = sample.content(RESOURCES);
  private final Bundle document =
      SampleRecords.document(SamplePackage.RUIJIN, SamplePackage.NOW, RESOURCES);
  private final Map<String, Part> parts = new LinkedHashMap<>();
  private final Map<String, Long> nanos = new LinkedHashMap<>();

  /** Something that is measured. */
  @FunctionalInterface
  private interface Part {
    void run() throws Exception;
  }

  private SealingFigures(Map<String, byte[]> files, int packed) {
    byte[] json = files.get("documents/01.fhir.json");
    ClaimPdf pdf = new ClaimPdf(SamplePackage.FONTS, java.util.Optional.empty());
    EnvelopeWriter envelopes = new EnvelopeWriter(sample.random);
    SigningKey key = SamplePackage.key(sample.signer);
    byte[] all = new byte[packed];
    parts.put(
        "HAPI serialization",
        () -> SamplePackage.FHIR.newJsonParser().encodeResourceToString(document));
    parts.put(
        "canonical JSON",
        () -> {
          CanonicalBundle.of(json).writeTo(OutputStream.nullOutputStream());
          CaseJson.write(content);
          CanonicalJson.write(content.consent());
          CanonicalJson.write(content.evidence());
        });
    parts.put("OpenPDF page writing", () -> pdf.write(content, "运营方"));
    parts.put("deflate", () -> files.values().forEach(SealingFigures::deflate));
    parts.put(
        "3 signatures (P-256)",
        () -> {
          for (int i = 0; i < 3; i++) {
            key.sign(out -> out.write(json, 0, 64));
          }
        });
    parts.put(
        "1 key transport (ECDH)",
        () ->
            envelopes.seal(
                out -> {},
                0,
                List.of(sample.insurer.certificate()),
                OutputStream.nullOutputStream()));
    parts.put("AES-GCM over the bytes", () -> encrypt(all));
  }

  /** Measures, prints a table and, as its last line, one JSON object. */
  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("benchmark-sealing");
    SamplePackage sample = SamplePackage.forEc();
    OpenedPackage opened = OpenedPackage.of(sample, folder, sample.content(RESOURCES));
    new SealingFigures(opened.files, opened.container().length).measure();
  }

  private void measure() throws Exception {
    parts.put(
        "whole",
        () ->
            sample.sealer.seal(
                sample.content(
                    DocumentJson.of(SamplePackage.FHIR, document), content.summary(), List.of()),
                List.of(sample.insurer.certificate()),
                new ByteArrayOutputStream()));
    for (int i = 0; i < WARM_UP + ROUNDS; i++) {
      for (Map.Entry<String, Part> part : parts.entrySet()) {
        long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        part.getValue().run();
        long took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun;
        if (i >= WARM_UP) {
          nanos.merge(part.getKey(), took, Long::sum);
        }
      }
    }
    report();
  }

  private void report() {
    double whole = millis("whole");
    double sum =
        nanos.keySet().stream()
            .filter(name -> !name.equals("whole"))
            .mapToDouble(this::millis)
            .sum();
    Map<String, Object> figures = new LinkedHashMap<>();
    Map<String, Object> partFigures = new LinkedHashMap<>();
    System.out.printf("%-44s %8s%n", "processor time of one package", "ms");
    for (String name : nanos.keySet()) {
      System.out.printf("%-44s %8.2f%n", name, millis(name));
      if (!name.equals("whole")) {
        partFigures.put(name, rounded(millis(name), 3));
      }
    }
    System.out.printf("%-44s %8.2f%n", "whole less parts: digests, PDF signing", whole - sum);
    System.out.printf("%-44s %8.1f%n", "packages a second a core", 1_000 / whole);
    System.out.printf("%-44s %8.2f%n", "ratio (at least 0.80)", sum / whole);
    figures.put("benchmark", "sealing");
    figures.put("resources", RESOURCES);
    figures.put("packagesPerSecondACore", rounded(1_000 / whole, 1));
    figures.put("milliseconds", rounded(whole, 2));
    figures.put("parts", partFigures);
    figures.put("ratio", rounded(sum / whole, 2));
    System.out.println(CanonicalJson.writeText(figures));
  }

  private double millis(String name) {
    return nanos.getOrDefault(name, 0L) / 1e6 / ROUNDS;
  }

  private static BigDecimal rounded(double figure, int decimals) {
    return BigDecimal.valueOf(figure).setScale(decimals, RoundingMode.HALF_UP);
  }

  private static void deflate(byte[] bytes) {
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try (DeflaterOutputStream out =
        new DeflaterOutputStream(OutputStream.nullOutputStream(), deflater)) {
      out.write(bytes);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    } finally {
      deflater.end();
    }
  }

  private static void encrypt(byte[] bytes) throws GeneralSecurityException {
    byte[] seed =
        Digest.of(String.valueOf(System.nanoTime()).getBytes(StandardCharsets.US_ASCII)).bytes();
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE,
        new SecretKeySpec(seed, "AES"),
        new GCMParameterSpec(128, seed, 0, 12));
    cipher.doFinal(bytes);
  }
}
