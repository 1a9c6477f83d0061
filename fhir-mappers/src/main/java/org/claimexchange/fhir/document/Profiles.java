package org.claimexchange.fhir.document;

import java.util.Locale;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Resource;

/**
 * The profiles that the resources of a claim document keep. They are StructureDefinitions beside
 * this product's classes, in {@code org/claimexchange/fhir/profile}, and explained in {@code
 * docs/fhir/README.md}.
 */
public final class Profiles {
  /** Of the document itself. */
  public static final String DOCUMENT = canonical("claim-document");

  static final String COMMERCIAL_COVERAGE = canonical("commercial-coverage");

  private static final Pattern WORD = Pattern.compile("(?<=[a-z])(?=[A-Z])");

  private Profiles() {}

  /** Declares the profile of an entry, where it declares none yet. */
  static void declare(Resource resource) {
    if (!resource.getMeta().hasProfile()) {
      resource.getMeta().addProfile(of(resource.fhirType()));
    }
  }

  private static String of(String type) {
    return canonical(
        switch (type) {
          case "Coverage" -> "public-coverage";
          case "Claim" -> "commercial-claim";
          case "OperationOutcome" -> "claim-quality";
          default -> "claim-" + WORD.matcher(type).replaceAll("-").toLowerCase(Locale.ROOT);
        });
  }

  private static String canonical(String name) {
    return "https://claimexchange.org/fhir/StructureDefinition/" + name;
  }
}
