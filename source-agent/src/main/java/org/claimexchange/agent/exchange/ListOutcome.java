package org.claimexchange.agent.exchange;

/** What the exchange says to a list of documents. */
public sealed interface ListOutcome {
  /** It has all of the list. */
  record Taken() implements ListOutcome {}

  /** The session is over, or the release is. */
  record NoSession() implements ListOutcome {}

  /** Something of the list is missing there: it is to be put again. */
  record Missing() implements ListOutcome {}
}
