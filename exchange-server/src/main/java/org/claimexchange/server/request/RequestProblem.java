package org.claimexchange.server.request;

/**
 * Something wrong with a Task.
 *
 * @param kind what kind of wrong, a code of FHIR's IssueType
 * @param expression where, in FHIRPath
 * @param sentence what was expected; never what stood there
 */
public record RequestProblem(Kind kind, String expression, String sentence) {
  /** FHIR's IssueType, as far as it is needed. */
  public enum Kind {
    STRUCTURE("structure"),
    REQUIRED("required"),
    VALUE("value"),
    CODE_INVALID("code-invalid"),
    NOT_SUPPORTED("not-supported"),
    BUSINESS_RULE("business-rule");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    /** The code. */
    public String code() {
      return code;
    }
  }
}
