package org.claimexchange.chaincode.request;

import static org.claimexchange.chaincode.refusal.RefusedException.unless;

import java.util.List;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.transaction.LedgerRefusal.Code;

/** What parts must look like, asked or granted. */
public final class PartsCheck {
  private static final int MOST_PARTS = 64;
  private static final int MOST_VISITS = 500;

  private static final int MOST_CODES = 64;

  private PartsCheck() {}

  /** Refuses parts that name nothing, or more than anybody can read. */
  public static void check(List<Part> parts) {
    unless(
        !parts.isEmpty() && parts.size() <= MOST_PARTS,
        Code.MALFORMED,
        "expected 1 to " + MOST_PARTS + " parts, found " + parts.size());
    unless(
        parts.stream().map(Part::source).distinct().count() == parts.size(),
        Code.MALFORMED,
        "a part is the whole share of its source, found two of one source");
    for (Part part : parts) {
      unless(
          !part.source().isBlank() && !part.categories().isEmpty(),
          Code.MALFORMED,
          "a part names its source and at least one category");
      unless(
          part.visits().size() <= MOST_VISITS,
          Code.MALFORMED,
          "a part names at most " + MOST_VISITS + " visits");
      unless(
          part.categories().size() <= MOST_CODES
              && part.visitKinds().size() <= MOST_CODES
              && part.protectedKinds().size() <= MOST_CODES,
          Code.MALFORMED,
          "a part names at most " + MOST_CODES + " categories, kinds of visit and protected kinds");
      unless(
          !part.visits().isEmpty() || !part.visitKinds().isEmpty(),
          Code.MALFORMED,
          "a part names visits, or the kinds of visit in its period");
    }
  }
}
