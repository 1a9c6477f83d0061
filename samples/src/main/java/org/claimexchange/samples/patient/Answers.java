package org.claimexchange.samples.patient;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sends requests and reads what comes back. */
final class Answers {
  static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client;

  Answers(HttpClient client) {
    this.client = client;
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PatientException(0, "interrupted");
    }
  }

  /** The JSON of a success; the code of its problem details otherwise. */
  JsonNode json(HttpRequest.Builder request) {
    HttpResponse<String> answer = send(request);
    JsonNode body = parse(answer.body());
    if (answer.statusCode() >= 300) {
      throw new PatientException(answer.statusCode(), body.path("code").asText("unexpected"));
    }
    return body;
  }

  static JsonNode parse(String text) {
    try {
      return text.isBlank() ? JSON.createObjectNode() : JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return JSON.createObjectNode();
    }
  }

  static URI location(HttpResponse<?> answer) {
    return answer
        .headers()
        .firstValue("Location")
        .map(answer.uri()::resolve)
        .orElseThrow(
            () -> new PatientException(answer.statusCode(), "no redirect where one is due"));
  }

  static Map<String, String> query(URI address) {
    Map<String, String> values = new LinkedHashMap<>();
    String query = address.getRawQuery() == null ? "" : address.getRawQuery();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        values.put(
            pair.substring(0, equals),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return values;
  }
}
