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
  DEADLINE_PASSED,
  /** Nobody has said where the source is. */
  NO_ADDRESS,
  /** The source has not come yet to hand over its files. */
  NOT_HANDED_OVER,
  /** The source refused the evidence, and may ask for it anew. */
  TURNED_AWAY,
  /** Some files came; the source says that more will. */
  INCOMPLETE,
  /** A file is not the one that was announced: another size or digest. */
  NOT_AS_ANNOUNCED,
  /** The source's host key is not the one that it is known by. */
  WRONG_HOST_KEY,
  /** A file cannot be read as the format that it is said to have. */
  DOCUMENT_REFUSED;

  /** Whether asking again may help. */
  boolean passing() {
    return switch (this) {
      case UNREACHABLE,
          TIMED_OUT,
          UNAUTHORIZED,
          TOO_MANY_REQUESTS,
          SOURCE_ERROR,
          LEDGER_UNAVAILABLE,
          NO_ADDRESS,
          WRONG_HOST_KEY,
          NOT_HANDED_OVER,
          TURNED_AWAY,
          INCOMPLETE ->
          true;
      case EVIDENCE_NOT_ACCEPTED,
          NOT_UNDERSTOOD,
          MALFORMED,
          TOO_LARGE,
          ENDLESS_PAGES,
          FOREIGN_LINK,
          DEADLINE_PASSED,
          NOT_AS_ANNOUNCED,
          DOCUMENT_REFUSED ->
          false;
    };
  }
}
