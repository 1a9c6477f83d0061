package org.claimexchange.server.web;

import jakarta.servlet.http.HttpServletRequest;

/**
 * The number by which a person and an operator speak of the same request: in the answer's header,
 * in problem details, on pages, and in every line that the request writes to the log.
 */
public final class Reference {
  /** The response header. */
  public static final String HEADER = "X-Reference";

  /** The key of the log's context. */
  public static final String LOG_KEY = "reference";

  private static final String ATTRIBUTE = Reference.class.getName();

  private Reference() {}

  /** The reference of a request; a dash where the filter has not seen it. */
  public static String of(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof String reference ? reference : "-";
  }

  static void set(HttpServletRequest request, String reference) {
    request.setAttribute(ATTRIBUTE, reference);
  }
}
