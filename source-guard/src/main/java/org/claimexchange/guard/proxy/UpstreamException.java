package org.claimexchange.guard.proxy;

import java.util.Optional;

/** The upstream did not answer as it should. Holds nothing of what it said. */
final class UpstreamException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What went wrong. */
  enum Problem {
    /** It does not accept the caller's token. */
    LOGIN(401, "login", "the source does not accept this access token"),
    /** It refuses. */
    FORBIDDEN(403, "forbidden", "the source refuses this"),
    /** It does not understand the request. */
    NOT_UNDERSTOOD(400, "not-supported", "the source does not answer this request"),
    /** Later, perhaps. */
    BUSY(503, "throttled", "the source is busy"),
    /** It cannot be reached, or breaks off. */
    UNREACHABLE(502, "transient", "the source cannot be reached"),
    /** It failed. */
    FAILED(502, "exception", "the source failed"),
    /** What it said cannot be read. */
    MALFORMED(502, "structure", "the source's answer cannot be read"),
    /** What it said is larger than agreed. */
    TOO_LARGE(502, "too-long", "the source's answer is too large"),
    /** Its link leads elsewhere. */
    FOREIGN_LINK(502, "security", "the source's next page is not its own"),
    /** It did not answer in time. */
    TIMED_OUT(504, "timeout", "the source did not answer in time");

    private final int status;
    private final String code;
    private final String text;

    Problem(int status, String code, String text) {
      this.status = status;
      this.code = code;
      this.text = text;
    }

    int status() {
      return status;
    }

    String code() {
      return code;
    }

    String text() {
      return text;
    }
  }

  private final Problem problem;
  private final int retryAfter;

  UpstreamException(Problem problem) {
    this(problem, 0);
  }

  UpstreamException(Problem problem, int retryAfter) {
    super(problem.name());
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  Problem problem() {
    return problem;
  }

  /** Seconds to wait, where it said so. */
  Optional<Integer> retryAfter() {
    return retryAfter > 0 ? Optional.of(retryAfter) : Optional.empty();
  }
}
