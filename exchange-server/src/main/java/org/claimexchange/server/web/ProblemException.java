package org.claimexchange.server.web;

import org.springframework.http.HttpStatus;

/** A request that cannot be carried out, with what the caller is told. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final HttpStatus status;
  private final String code;
  private final String sentence;

  /**
   * @param code for programs: lower case, hyphens
   * @param sentence for people; tells nothing about a person
   */
  public ProblemException(HttpStatus status, String code, String sentence) {
    super(code);
    this.status = status;
    this.code = code;
    this.sentence = sentence;
  }

  /** The HTTP status. */
  public HttpStatus status() {
    return status;
  }

  /** For programs. */
  public String code() {
    return code;
  }

  /** For people. */
  public String sentence() {
    return sentence;
  }
}
