package org.claimexchange.agent.exchange;

import java.time.Duration;

/** The exchange could not be asked, or its answer not be understood. Holds nothing of either. */
public final class ExchangeException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final Duration wait;

  /** What went wrong. */
  public enum Kind {
    /** No connection, or it broke; the certificate among the reasons. */
    UNREACHABLE("the exchange cannot be reached: look at the network, its name and certificate"),
    /** No whole answer in time. */
    TIMED_OUT("the exchange did not answer in time"),
    /** The login was refused. */
    LOGIN("the exchange refuses the login: is the key registered for this participant?"),
    /** It says no; a release that is over, for instance. */
    REFUSED("the exchange refuses this: the release may be over"),
    /** It has trouble of its own, or is busy. */
    BUSY("the exchange is busy or in trouble"),
    /** Larger than any answer is. */
    TOO_LARGE("the exchange's answer is larger than any should be"),
    /** It cannot be read as what it should be. */
    NOT_UNDERSTOOD("the exchange's answer is not understood: are both of one version?");

    private final String sentence;

    Kind(String sentence) {
      this.sentence = sentence;
    }

    /** For the operator. */
    public String sentence() {
      return sentence;
    }
  }

  ExchangeException(Kind kind) {
    this(kind, Duration.ZERO);
  }

  ExchangeException(Kind kind, Duration wait) {
    super(kind.toString());
    this.kind = kind;
    this.wait = wait;
  }

  /** What went wrong. */
  public Kind kind() {
    return kind;
  }

  /** How long the exchange asks to be left alone; zero where it does not. */
  public Duration waitAtLeast() {
    return wait;
  }
}
