package org.claimexchange.server.pull;

/** Why a source gave nothing, as an insurer's Task and an operator's log may show it. */
public enum PullProblem {
  /** Nothing listens there, or the connection broke. */
  UNREACHABLE,
  /** No answer within the limit. */
  TIMED_OUT,
  /** The source does not know the exchange's key, or takes its token no more. */
  UNAUTHORIZED,
  /** The source does not accept the evidence of the release. */
  EVIDENCE_NOT_ACCEPTED,
  /** The source is asked too often. */
  TOO_MANY_REQUESTS,
  /** The source has an error of its own. */
  SOURCE_ERROR,
  /** The source does not understand what it is asked. */
  NOT_UNDERSTOOD,
  /** The answer cannot be read. */
  MALFORMED,
  /** A page, or all of them, are larger than agreed. */
  TOO_LARGE,
  /** The chain of pages does not end, or leads in a circle. */
  ENDLESS_PAGES,
  /** A page leads to another host. */
  FOREIGN_LINK,
  /** No peers answer, so no evidence can be had. */
  LEDGER_UNAVAILABLE,
  /** The deadline of the release is past. */
  DEADLINE_PASSED;

  /** Whether asking again may help. */
  boolean passing() {
    return switch (this) {
      case UNREACHABLE,
          TIMED_OUT,
          UNAUTHORIZED,
          TOO_MANY_REQUESTS,
          SOURCE_ERROR,
          LEDGER_UNAVAILABLE ->
          true;
      case EVIDENCE_NOT_ACCEPTED,
          NOT_UNDERSTOOD,
          MALFORMED,
          TOO_LARGE,
          ENDLESS_PAGES,
          FOREIGN_LINK,
          DEADLINE_PASSED ->
          false;
    };
  }
}
