package org.claimexchange.server.regulator.casefile;

import java.util.List;
import org.claimexchange.model.consent.ConsentFile;
import org.claimexchange.model.request.RequestBody;
import org.claimexchange.server.consent.SourceProgress;

/**
 * All that the operator keeps of one consent. It hides itself from logs.
 *
 * @param request what was asked
 * @param consent statement, openings, the text shown and the grantor's proof
 * @param releases the releases opened under it, oldest first
 * @param sources how each source is doing
 * @param withdrawal the grantor's signed withdrawal, one element; empty where there is none
 */
public record CaseFile(
    RequestBody request,
    ConsentFile consent,
    List<ReleaseFile> releases,
    List<SourceProgress> sources,
    List<WithdrawalFile> withdrawal) {
  public CaseFile {
    releases = List.copyOf(releases);
    sources = List.copyOf(sources);
    withdrawal = List.copyOf(withdrawal);
  }

  /** Id of the consent. */
  public String id() {
    return consent.statement().consent();
  }

  @Override
  public String toString() {
    return "CaseFile[" + id() + "]";
  }
}
