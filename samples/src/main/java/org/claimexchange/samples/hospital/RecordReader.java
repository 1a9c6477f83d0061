package org.claimexchange.samples.hospital;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads a line of the data file and notes what searches ask about. */
final class RecordReader {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  private static final List<String> MOMENTS =
      List.of(
          "/effectiveDateTime",
          "/authoredOn",
          "/occurrenceDateTime",
          "/date",
          "/created",
          "/recordedDate",
          "/onsetDateTime",
          "/issued",
          "/meta/lastUpdated");

  private static final List<String> PERIODS =
      List.of("/period", "/performedPeriod", "/effectivePeriod");

  private final ObjectMapper json;

  RecordReader(ObjectMapper json) {
    this.json = json;
  }

  StoredRecord read(String line) throws IOException {
    var node = json.readTree(line);
    var type = node.path("resourceType").asText();
    var id = node.path("id").asText();
    var start = start(node);
    return new StoredRecord(
        type,
        id,
        line,
        patients(node, type, id),
        encounters(node, type, id),
        tokens(node),
        start,
        end(node, start),
        instant(node.at("/meta/lastUpdated").asText()));
  }

  private static Set<String> patients(JsonNode node, String type, String id) {
    var patients = new HashSet<String>();
    if (type.equals("Patient")) {
      patients.add(id);
    }
    for (var field : List.of("/subject", "/patient", "/beneficiary")) {
      addReferenced(patients, node.at(field), "Patient/");
    }
    return Set.copyOf(patients);
  }

  private static Set<String> encounters(JsonNode node, String type, String id) {
    var encounters = new HashSet<String>();
    if (type.equals("Encounter")) {
      encounters.add(id);
    }
    for (var field : List.of("/encounter", "/context")) {
      addReferenced(encounters, node.at(field), "Encounter/");
    }
    node.at("/context/encounter").forEach(e -> addReferenced(encounters, e, "Encounter/"));
    for (var item : node.path("item")) {
      item.path("encounter").forEach(e -> addReferenced(encounters, e, "Encounter/"));
    }
    for (var extension : node.path("extension")) {
      addReferenced(encounters, extension.path("valueReference"), "Encounter/");
    }
    return Set.copyOf(encounters);
  }

  private static void addReferenced(Set<String> ids, JsonNode reference, String prefix) {
    var text = reference.path("reference").asText();
    if (text.startsWith(prefix)) {
      ids.add(text.substring(prefix.length()));
    }
  }

  private static Set<String> tokens(JsonNode node) {
    var tokens = new HashSet<String>();
    for (var identifier : node.path("identifier")) {
      tokens.add(
          "identifier="
              + identifier.path("system").asText()
              + "|"
              + identifier.path("value").asText());
    }
    addCodings(tokens, "code", node.path("code"));
    addCodings(tokens, "type", node.path("type"));
    addCodings(tokens, "category", node.path("category"));
    addCoding(tokens, "class", node.path("class"));
    return Set.copyOf(tokens);
  }

  private static void addCodings(Set<String> tokens, String parameter, JsonNode concept) {
    if (concept.isArray()) {
      concept.forEach(each -> addCodings(tokens, parameter, each));
    } else if (concept.isTextual()) {
      tokens.add(parameter + "=|" + concept.asText());
    } else {
      concept.path("coding").forEach(coding -> addCoding(tokens, parameter, coding));
    }
  }

  private static void addCoding(Set<String> tokens, String parameter, JsonNode coding) {
    if (coding.has("code")) {
      tokens.add(
          parameter + "=" + coding.path("system").asText() + "|" + coding.path("code").asText());
    }
  }

  private static Instant start(JsonNode node) throws IOException {
    for (var period : PERIODS) {
      if (node.at(period).has("start")) {
        return instant(node.at(period).get("start").asText());
      }
    }
    for (var moment : MOMENTS) {
      if (node.at(moment).isTextual()) {
        return instant(node.at(moment).asText());
      }
    }
    throw new IOException("a record without any time");
  }

  private static Instant end(JsonNode node, Instant start) {
    for (var period : PERIODS) {
      if (node.at(period).has("end")) {
        return instant(node.at(period).get("end").asText());
      }
    }
    return start;
  }

  private static Instant instant(String text) {
    return text.length() == 10
        ? LocalDate.parse(text).atStartOfDay(SHANGHAI).toInstant()
        : OffsetDateTime.parse(text).toInstant();
  }
}
