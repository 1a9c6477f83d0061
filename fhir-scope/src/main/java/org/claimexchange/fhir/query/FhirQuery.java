package org.claimexchange.fhir.query;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One FHIR search at a source. It hides its values, which are personal, from logs.
 *
 * @param resourceType FHIR type that is searched
 * @param parameters in order; a name may repeat (FHIR: all must hold), a value may be a
 *     comma-separated list (one must hold)
 */
public record FhirQuery(String resourceType, List<Parameter> parameters) {
  public FhirQuery {
    parameters = List.copyOf(parameters);
  }

  /**
   * One search parameter.
   *
   * @param name with its chain, such as {@code patient.identifier}
   * @param value not yet encoded for a URL
   */
  public record Parameter(String name, String value) {
    @Override
    public String toString() {
      return name + "=…";
    }
  }

  /**
   * The parameters as {@code application/x-www-form-urlencoded}: the body of {@code POST
   * {base}/{type}/_search}, which keeps them out of addresses and so out of access logs, or the
   * part after the question mark of a {@code GET}.
   */
  public String form() {
    return parameters.stream()
        .map(p -> encode(p.name()) + "=" + encode(p.value()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return resourceType + "?" + parameters;
  }
}
