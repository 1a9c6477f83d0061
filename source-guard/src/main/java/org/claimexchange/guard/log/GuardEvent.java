package org.claimexchange.guard.log;

import org.claimexchange.model.disclosure.Digest;

/** One decision of the guard. */
public sealed interface GuardEvent {
  /**
   * The guard began to work.
   *
   * @param source participant id of the source
   */
  record Started(String source) implements GuardEvent {}

  /**
   * A session was opened.
   *
   * @param release id of the release
   * @param body digest of the release's body, as it stands on the ledger
   * @param part digest of the part
   */
  record Opened(String release, Digest body, Digest part) implements GuardEvent {}

  /**
   * Nothing was given, to somebody without a release that could be believed.
   *
   * @param code why
   */
  record TurnedAway(RequestKind request, String code) implements GuardEvent {}

  /**
   * A request under a session was refused.
   *
   * @param code why
   */
  record Refused(String release, Digest part, RequestKind request, String code)
      implements GuardEvent {}

  /**
   * A request under a session was answered.
   *
   * @param passed how many resources leave
   * @param withheld how many of those looked at do not
   */
  record Answered(String release, Digest part, RequestKind request, int passed, int withheld)
      implements GuardEvent {}
}
