package org.claimexchange.server.regulator.casefile;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.claimexchange.fhir.quality.QualityScore;

/**
 * What the operator hands the regulator: the openings of every consent and what it keeps beside
 * them. None of it is believed before it is held against the ledger.
 */
public interface CaseFiles {
  /** All that is kept of one consent. */
  Optional<CaseFile> find(String consent);

  /** The consent that answers a request; empty where it was refused or not answered. */
  Optional<String> consentOfRequest(String request);

  /** Consents of one insurer, or of all, by the time of the grant, newest first. */
  List<CaseLine> search(CaseSearch search);

  /** How many consents were granted since, for each day in Asia/Shanghai and insurer. */
  List<DayCount> countsSince(Instant from);

  /** How many consents stand how, now. */
  List<StandingCount> countsByStanding();

  /** How good each source's records were, the worst first; nothing of a person. */
  List<QualityScore> qualityBySource();
}
