package org.claimexchange.guard.proxy;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a request to the FHIR interface asks for; what it is not known to be is {@link Other}. */
sealed interface ProxyRequest {
  Pattern TYPE = Pattern.compile("/([A-Z][A-Za-z]{1,39})");
  Pattern READ = Pattern.compile("/([A-Z][A-Za-z]{1,39})/([A-Za-z0-9][A-Za-z0-9.-]{0,63})");
  Pattern SEARCH = Pattern.compile("/([A-Z][A-Za-z]{1,39})/_search");
  Set<String> OPEN = Set.of("/metadata", "/.well-known/smart-configuration");
  String FORM = "application/x-www-form-urlencoded";
  Set<String> FORMATS = Set.of("_format", "_pretty");
  String PAGE = "_getpages";

  /** What the server can do, or where tokens come from. */
  record Open(String path) implements ProxyRequest {}

  /** One record. */
  record Read(String type, String id) implements ProxyRequest {}

  /** Records of one type. */
  record Search(String type, Map<String, List<String>> parameters) implements ProxyRequest {
    @Override
    public String toString() {
      return "Search[" + type + "]";
    }
  }

  /** A further page. */
  record Page(String token) implements ProxyRequest {}

  /** Anything else. */
  record Other() implements ProxyRequest {}

  /** Reads a request; its path is decoded and normalized by the container. */
  static ProxyRequest of(HttpServletRequest request) {
    String path = request.getPathInfo() == null ? "/" : request.getPathInfo();
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    request
        .getParameterMap()
        .forEach((name, values) -> {
          if (!FORMATS.contains(name)) {
            parameters.put(name, List.of(values));
          }
        });
    return switch (request.getMethod()) {
      case "GET" -> get(path, parameters);
      case "POST" -> post(path, parameters, String.valueOf(request.getContentType()));
      default -> new Other();
    };
  }

  private static ProxyRequest get(String path, Map<String, List<String>> parameters) {
    if (OPEN.contains(path)) {
      return new Open(path);
    }
    if (path.equals("/")) {
      List<String> token = parameters.getOrDefault(PAGE, List.of());
      return token.size() == 1 && parameters.size() == 1 ? new Page(token.get(0)) : new Other();
    }
    Matcher read = READ.matcher(path);
    if (read.matches()) {
      return parameters.isEmpty() ? new Read(read.group(1), read.group(2)) : new Other();
    }
    Matcher type = TYPE.matcher(path);
    return type.matches() ? new Search(type.group(1), parameters) : new Other();
  }

  private static ProxyRequest post(
      String path, Map<String, List<String>> parameters, String contentType) {
    Matcher search = SEARCH.matcher(path);
    return search.matches() && contentType.startsWith(FORM)
        ? new Search(search.group(1), parameters)
        : new Other();
  }
}
