package org.claimexchange.model.register;

import java.time.Instant;
import java.util.List;
import org.claimexchange.model.consent.Purpose;
import org.claimexchange.model.disclosure.Salt;

/**
 * The regulator's leave for one insurer to ask for named categories for named purposes, for a
 * period (数据开放的审核).
 *
 * @param id approval id
 * @param insurer participant id
 * @param categories category codes
 * @param purposes what for
 * @param from from when, included
 * @param to until when, excluded
 * @param status ended when withdrawn
 * @param salt fresh with every change
 */
public record Approval(
    String id,
    String insurer,
    List<String> categories,
    List<Purpose> purposes,
    Instant from,
    Instant to,
    EntryStatus status,
    Salt salt)
    implements RegisterEntry {
  public Approval {
    categories = List.copyOf(categories);
    purposes = List.copyOf(purposes);
  }

  @Override
  public RegisterName register() {
    return RegisterName.APPROVALS;
  }

  /** Whether it is in force at this instant. */
  public boolean liveAt(Instant time) {
    return status == EntryStatus.ACTIVE && !time.isBefore(from) && time.isBefore(to);
  }
}
