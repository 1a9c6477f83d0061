package org.claimexchange.server.job;

import java.time.Duration;

/** The durable steps, in the order in which a claim takes them. */
public enum Step {
  /** The request goes on the ledger; then its link is open. Object: request id. */
  RECORD_REQUEST("record-request", 40),
  /** The request ends unanswered. Object: request id. */
  CLOSE_REQUEST("close-request", 40),
  /** The operator ends a claim that is not completed. Object: request id. */
  CANCEL("cancel", 40),
  /** The grantor's no goes on the ledger. Object: request id. */
  REFUSE("refuse", 40),
  /** The consent goes on the ledger. Object: consent id. */
  GRANT("grant", 40),
  /** The release goes on the ledger; nothing is pulled before. Object: release id. */
  OPEN_RELEASE("open-release", 40),
  /** One source is asked. Object: release id, a dot, number of the part. */
  PULL("pull", 10_000),
  /** What came is mapped, filtered, checked and sealed. Object: release id. */
  SEAL("seal", 8),
  /** The package's digest goes on the ledger; then it may be fetched. Object: delivery id. */
  RECORD_DELIVERY("record-delivery", 40),
  /** The insurer's receipt goes on the ledger. Object: delivery id. */
  RECORD_RECEIPT("record-receipt", 40),
  /** The withdrawal goes on the ledger. Object: consent id. */
  WITHDRAW("withdraw", 10_000),
  /** Somebody else's withdrawal is carried out here. Object: consent id. */
  OBSERVE_WITHDRAWAL("observe-withdrawal", 10_000),
  /** The consent has come to its end. Object: consent id. */
  EXPIRE("expire", 10_000),
  /** The package is erased, and the ledger told. Object: delivery id. */
  ERASE("erase", 10_000);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

  private final String label;
  private final int maxAttempts;

  Step(String label, int maxAttempts) {
    this.label = label;
    this.maxAttempts = maxAttempts;
  }

  /** Its name, as the operator reads it. */
  public String label() {
    return label;
  }

  /** After so many attempts it is given up, until an operator resumes it. */
  int maxAttempts() {
    return maxAttempts;
  }

  /** How long to wait after so many attempts: doubles, from a second to ten minutes. */
  Duration pauseAfter(int attempts) {
    long factor = 1L << Math.min(attempts - 1, 20);
    Duration pause = FIRST_PAUSE.multipliedBy(factor);
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  /**
   * The step of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Step ofLabel(String label) {
    for (Step step : values()) {
      if (step.label.equals(label)) {
        return step;
      }
    }
    throw new IllegalArgumentException("there is no step " + label);
  }
}
