package org.claimexchange.verifier.evidence;

import static org.claimexchange.verifier.evidence.EvidenceDefect.CONTENT;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.claimexchange.model.consent.ConsentStatus;
import org.claimexchange.model.delivery.DeliveryStatus;
import org.claimexchange.model.evidence.ConsentEvidence;
import org.claimexchange.model.evidence.DeliveryEvidence;
import org.claimexchange.model.evidence.ReleaseEvidence;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.json.MalformedJsonException;

/** What a function's result must say, so that its name is true. */
@FunctionalInterface
interface StateRules<T> {

  /** The typed result, if it is about the object and holds at that time. */
  T check(String object, Instant time, JsonNode result) throws EvidenceException;

  static ConsentEvidence consent(String object, Instant time, JsonNode result)
      throws EvidenceException {
    ConsentEvidence evidence = typed(result, ConsentEvidence.class);
    require(evidence.state().consent().equals(object), "the consent asked for", "another");
    require(
        evidence.state().status() == ConsentStatus.ACTIVE,
        "an active consent",
        evidence.state().status().toString());
    require(time.isBefore(evidence.notAfter()), "a consent that has not ended", "one that has");
    return evidence;
  }

  static ReleaseEvidence release(String object, Instant time, JsonNode result)
      throws EvidenceException {
    ReleaseEvidence evidence = typed(result, ReleaseEvidence.class);
    require(evidence.state().release().equals(object), "the release asked for", "another");
    require(time.isBefore(evidence.deadline()), "a release before its deadline", "one after it");
    return evidence;
  }

  static DeliveryEvidence delivery(String object, Instant time, JsonNode result)
      throws EvidenceException {
    DeliveryEvidence evidence = typed(result, DeliveryEvidence.class);
    require(evidence.state().delivery().equals(object), "the delivery asked for", "another");
    require(
        evidence.state().status() != DeliveryStatus.ERASED,
        "a delivery that stands",
        "an erased one");
    require(
        !evidence.state().changedAt().isAfter(time), "a delivery recorded before", "one of later");
    return evidence;
  }

  private static <T> T typed(JsonNode result, Class<T> type) throws EvidenceException {
    try {
      return CanonicalJson.convert(result, type);
    } catch (MalformedJsonException e) {
      throw new EvidenceException(CONTENT, "a " + type.getSimpleName(), "another form");
    }
  }

  private static void require(boolean holds, String expected, String found)
      throws EvidenceException {
    if (!holds) {
      throw new EvidenceException(CONTENT, expected, found);
    }
  }
}
