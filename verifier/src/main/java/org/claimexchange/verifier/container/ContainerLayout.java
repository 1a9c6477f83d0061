package org.claimexchange.verifier.container;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The names of a package's files (ETSI EN 319 162-1, clause 4.4, and our own). */
public final class ContainerLayout {

  /** First file, stored as it is, so that the type can be read from the file's first bytes. */
  public static final String MIMETYPE = "mimetype";

  /** What it holds. */
  public static final String MEDIA_TYPE = "application/vnd.etsi.asic-e+zip";

  public static final String CLAIM_PDF = "claim.pdf";
  public static final String CASE_JSON = "case.json";
  public static final String FEES_CSV = "fees.csv";
  public static final String CONSENT_JSON = "consent.json";
  public static final String EVIDENCE_JSON = "evidence.json";
  public static final String ORIGINALS = "originals/";
  public static final String ASIC_MANIFEST = "META-INF/ASiCManifest001.xml";
  public static final String SIGNATURE = "META-INF/signature001.p7s";

  /** The same references, for the signature with SM2. */
  public static final String SM2_MANIFEST = "META-INF/ASiCManifest002.xml";

  public static final String SM2_SIGNATURE = "META-INF/signature002.p7s";
  public static final String FILE_LIST = "META-INF/manifest.xml";

  /** Every package has these, and at least one document. */
  public static final List<String> REQUIRED =
      List.of(
          MIMETYPE,
          CLAIM_PDF,
          CASE_JSON,
          FEES_CSV,
          CONSENT_JSON,
          EVIDENCE_JSON,
          ASIC_MANIFEST,
          SIGNATURE,
          FILE_LIST);

  /** There are both or none of these. */
  public static final List<String> OF_SM2 = List.of(SM2_MANIFEST, SM2_SIGNATURE);

  private static final Pattern DOCUMENT = Pattern.compile("documents/[0-9]{2}\\.fhir\\.json");
  private static final Pattern ORIGINAL =
      Pattern.compile("originals/[\\p{IsHan}A-Za-z0-9-]{1,80}\\.[a-z0-9]{1,8}");

  private ContainerLayout() {}

  /** The name of the document at a place, from 1. */
  public static String document(int place) {
    return String.format(Locale.ROOT, "documents/%02d.fhir.json", place);
  }

  /** Whether it is the name of a document. */
  public static boolean isDocument(String name) {
    return DOCUMENT.matcher(name).matches();
  }

  /** Whether it is the name of an original. */
  public static boolean isOriginal(String name) {
    return ORIGINAL.matcher(name).matches();
  }

  /** Whether a package may hold a file of this name. */
  public static boolean isKnown(String name) {
    return REQUIRED.contains(name) || OF_SM2.contains(name) || isDocument(name) || isOriginal(name);
  }

  /** Whether the manifest lists it: everything but the media type and what is below META-INF. */
  public static boolean isListed(String name) {
    return !name.equals(MIMETYPE) && !name.startsWith("META-INF/");
  }

  /** Its media type, by name. */
  public static String mediaType(String name) {
    String extension = name.substring(name.lastIndexOf('.') + 1);
    if (isDocument(name)) {
      return "application/fhir+json";
    }
    return switch (extension) {
      case "pdf" -> "application/pdf";
      case "json" -> "application/json";
      case "csv" -> "text/csv";
      case "xml" -> "application/xml";
      case "p7s" -> "application/pkcs7-signature";
      case "ofd" -> "application/ofd";
      case "jpg", "jpeg" -> "image/jpeg";
      case "png" -> "image/png";
      default -> "application/octet-stream";
    };
  }
}
