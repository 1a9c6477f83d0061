package org.claimexchange.samples.hospital;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Search answers that are wrong on purpose: pages without end, a record of someone else. */
final class SpoiledBundles {
  private static final String TOKEN = "endless-";

  private final RecordStore store;
  private final ObjectMapper json;
  private final String fhirUrl;
  private final Map<String, byte[]> endless = new ConcurrentHashMap<>();
  private final AtomicLong count = new AtomicLong();

  SpoiledBundles(RecordStore store, ObjectMapper json, String fhirUrl) {
    this.store = store;
    this.json = json;
    this.fhirUrl = fhirUrl;
  }

  /** The answer with a link to a page that leads to another, and so on for ever. */
  byte[] firstEndlessPage(HttpServletRequest request, byte[] answer) throws IOException {
    if (!(json.readTree(answer) instanceof ObjectNode bundle) || !isBundle(bundle)) {
      return answer;
    }
    var chain = TOKEN + count.incrementAndGet();
    endless.put(chain, answer);
    return page(bundle, chain, 1);
  }

  /** The page that a link of ours asks for, with records that were not seen before. */
  Optional<byte[]> endlessPage(HttpServletRequest request) throws IOException {
    // Not getParameter: that would swallow the form of a search by POST.
    var query = request.getQueryString();
    if (query == null || !query.startsWith("_getpages=" + TOKEN)) {
      return Optional.empty();
    }
    var token = query.substring("_getpages=".length());
    var chain = token.substring(0, token.indexOf('.'));
    var number = Integer.parseInt(token.substring(token.indexOf('.') + 1));
    if (!(json.readTree(endless.getOrDefault(chain, new byte[0])) instanceof ObjectNode bundle)) {
      return Optional.empty();
    }
    for (var entry : bundle.path("entry")) {
      var resource = (ObjectNode) entry.path("resource");
      resource.put("id", resource.path("id").asText() + "-" + number);
    }
    return Optional.of(page(bundle, chain, number + 1));
  }

  /** The answer with one record of the same type that is about someone else. */
  byte[] withOtherPatient(byte[] answer) throws IOException {
    if (!(json.readTree(answer) instanceof ObjectNode bundle) || !isBundle(bundle)) {
      return answer;
    }
    var first = bundle.at("/entry/0/resource");
    if (first.isMissingNode()) {
      return answer;
    }
    var type = first.path("resourceType").asText();
    var subject = first.path("subject").path("reference").asText(first.path("id").asText());
    var own = subject.replace("Patient/", "");
    var other = store.aboutSomeoneElse(type, own::equals);
    if (other.isPresent()) {
      var entry = ((ArrayNode) bundle.get("entry")).addObject();
      entry.put("fullUrl", fhirUrl + "/" + type + "/" + other.get().id());
      entry.set("resource", json.readTree(other.get().json()));
      entry.putObject("search").put("mode", "match");
    }
    return json.writeValueAsBytes(bundle);
  }

  private byte[] page(ObjectNode bundle, String chain, int next) throws IOException {
    bundle.remove("total");
    var links = bundle.putArray("link");
    links
        .addObject()
        .put("relation", "next")
        .put("url", "%s?_getpages=%s.%d".formatted(fhirUrl, chain, next));
    return json.writeValueAsBytes(bundle);
  }

  private static boolean isBundle(JsonNode node) {
    return node.path("resourceType").asText().equals("Bundle");
  }
}
