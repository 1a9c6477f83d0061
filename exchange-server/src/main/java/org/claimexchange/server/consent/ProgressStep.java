package org.claimexchange.server.consent;

import java.time.Instant;
import java.util.Optional;

/**
 * One step of a claim's way.
 *
 * @param kind which
 * @param state how it is doing
 * @param at when it ended; empty while it has not
 * @param transactionId id of the ledger's transaction, where the step made one
 */
public record ProgressStep(
    Kind kind, State state, Optional<Instant> at, Optional<String> transactionId) {
  /** The steps, in order. */
  public enum Kind {
    /** 已签署: the consent stands on the ledger. */
    SIGNED,
    /** 已许可取用: the release is open. */
    RELEASED,
    /** 医院核对中: the sources hand out. */
    COLLECTED,
    /** 资料整理中: filtered, checked, sealed. */
    SEALED,
    /** 已送达: recorded on the ledger, may be fetched. */
    DELIVERED,
    /** 保险公司已签收: the insurer's receipt stands on the ledger. */
    RECEIVED
  }

  /** How a step is doing. */
  public enum State {
    /** not begun. */
    WAITING,
    /** begun, or tried again. */
    RUNNING,
    /** ended well. */
    DONE,
    /** ended without success, or stopped by a withdrawal. */
    STOPPED
  }
}
