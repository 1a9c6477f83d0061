package org.claimexchange.server.request;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.claimexchange.fhir.claim.ClaimCase;
import org.claimexchange.fhir.claim.Party;
import org.claimexchange.model.request.RequestBody;

/**
 * What of a request rests sealed. It hides itself from logs.
 *
 * @param body what is asked, as the contract judges it
 * @param claim the case
 * @param subjectName the name that the insurer gave
 * @param approval id of the approval that it rests on
 * @param link the token of its one-time link
 * @param returnUrl one element; empty where there is none
 * @param validityDays how long the consent shall last
 * @param uses how many releases
 * @param task the Task as it came, canonical JSON
 */
record StoredRequest(
    RequestBody body,
    Claim claim,
    String subjectName,
    String approval,
    String link,
    List<String> returnUrl,
    int validityDays,
    int uses,
    String task) {

  /** A {@link ClaimCase}, in a form that has JSON: days are lists of one element or none. */
  record Claim(
      String reportNumber,
      String claimNumber,
      String policyNumber,
      String certificateNumber,
      String policyholder,
      String insured,
      String applicantRelation,
      String lineOfBusiness,
      String claimKind,
      List<LocalDate> coverFrom,
      List<LocalDate> coverTo,
      List<LocalDate> eventDate,
      String eventKind,
      String insurer,
      String insurerName) {
    static Claim of(ClaimCase c) {
      return new Claim(
          c.reportNumber(),
          c.claimNumber(),
          c.policyNumber(),
          c.certificateNumber(),
          c.policyholder(),
          c.insured(),
          c.applicantRelation(),
          c.lineOfBusiness(),
          c.claimKind(),
          c.coverFrom().stream().toList(),
          c.coverTo().stream().toList(),
          c.eventDate().stream().toList(),
          c.eventKind(),
          c.insurer().id(),
          c.insurer().name());
    }

    ClaimCase toCase() {
      return new ClaimCase(
          reportNumber,
          claimNumber,
          policyNumber,
          certificateNumber,
          policyholder,
          insured,
          applicantRelation,
          lineOfBusiness,
          claimKind,
          first(coverFrom),
          first(coverTo),
          first(eventDate),
          eventKind,
          new Party(insurer, insurerName));
    }

    private static Optional<LocalDate> first(List<LocalDate> days) {
      return days.stream().findFirst();
    }

    @Override
    public String toString() {
      return "Claim[…]";
    }
  }

  @Override
  public String toString() {
    return "StoredRequest[" + body.request() + "]";
  }
}
