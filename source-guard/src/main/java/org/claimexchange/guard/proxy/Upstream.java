package org.claimexchange.guard.proxy;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.claimexchange.fhir.read.AnswerPage;
import org.claimexchange.fhir.read.FhirReader;
import org.claimexchange.fhir.read.MalformedAnswerException;
import org.claimexchange.fhir.read.MalformedAnswerException.Defect;
import org.claimexchange.guard.answer.Batch;
import org.claimexchange.guard.proxy.UpstreamException.Problem;
import org.hl7.fhir.r4.model.Resource;

/**
 * The source's own FHIR interface, as one caller may use it. Of the caller's request nothing is
 * handed on but the access token: every address and parameter is written anew.
 */
final class Upstream {
  private static final String FHIR_JSON = "application/fhir+json";

  private final URI base;
  private final String publicBase;
  private final UpstreamHttp http;
  private final FhirReader reader;
  private final String authorization;
  private int left;

  /**
   * @param base of the upstream's FHIR interface
   * @param publicBase of the proxy's: upstreams that know their public name write it into links
   * @param lookups how many requests may be sent
   */
  Upstream(
      URI base,
      String publicBase,
      UpstreamHttp http,
      FhirReader reader,
      String authorization,
      int lookups) {
    this.base = base;
    this.publicBase = publicBase;
    this.http = http;
    this.reader = reader;
    this.authorization = authorization;
    this.left = lookups;
  }

  /** A search by form, so that what it names is in no access log. */
  Batch<URI> search(String type, Map<String, List<String>> parameters) {
    String form =
        parameters.entrySet().stream()
            .flatMap(p -> p.getValue().stream().map(v -> encode(p.getKey()) + "=" + encode(v)))
            .collect(Collectors.joining("&"));
    return page(
        request("/" + type + "/_search")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  /** A further page, at an address that the upstream wrote. */
  Batch<URI> page(URI address) {
    return page(to(address).GET());
  }

  /** One record; empty where there is none, or none any more. */
  Optional<Resource> read(String type, String id) {
    var answer = send(request("/" + type + "/" + id).GET());
    if (answer.status() == 404 || answer.status() == 410) {
      return Optional.empty();
    }
    try {
      return Optional.of(reader.readResource(answer.success()))
          .filter(found ->
              found.fhirType().equals(type) && found.getIdElement().getIdPart().equals(id));
    } catch (MalformedAnswerException e) {
      throw malformed(e);
    }
  }

  /** Something that anybody may read, such as what the server can do. */
  byte[] open(String path) {
    return send(request(path).GET()).success();
  }

  private Batch<URI> page(HttpRequest.Builder request) {
    try {
      AnswerPage page = reader.readBundle(send(request).success());
      return new Batch<>(page.resources(), page.next().map(this::own));
    } catch (MalformedAnswerException e) {
      throw malformed(e);
    }
  }

  private static UpstreamException malformed(MalformedAnswerException e) {
    return new UpstreamException(
        e.defect() == Defect.TOO_LARGE ? Problem.TOO_LARGE : Problem.MALFORMED);
  }

  /** A link of the upstream's, held to its own base: the token goes nowhere else. */
  private URI own(URI link) {
    String text = link.isAbsolute() ? link.toString() : base.resolve(link).toString();
    String own =
        !publicBase.isEmpty() && text.startsWith(publicBase)
            ? base + text.substring(publicBase.length())
            : text;
    String rest = own.startsWith(base.toString()) ? own.substring(base.toString().length()) : "#";
    if (!(rest.isEmpty() || rest.startsWith("?") || rest.startsWith("/"))
        || rest.contains("..")
        || rest.contains("#")) {
      throw new UpstreamException(Problem.FOREIGN_LINK);
    }
    return URI.create(own);
  }

  private UpstreamHttp.Answer send(HttpRequest.Builder request) {
    if (left-- <= 0) {
      throw new TooCostlyException();
    }
    return http.send(request);
  }

  private HttpRequest.Builder request(String path) {
    return to(URI.create(base + path));
  }

  private HttpRequest.Builder to(URI address) {
    var request = HttpRequest.newBuilder(address).header("Accept", FHIR_JSON);
    return authorization.isEmpty() ? request : request.header("Authorization", authorization);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
