package org.claimexchange.model.json;

/** A document that is not what it should be. The message names the place, never the content. */
public final class MalformedJsonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MalformedJsonException(String message) {
    super(message);
  }
}
