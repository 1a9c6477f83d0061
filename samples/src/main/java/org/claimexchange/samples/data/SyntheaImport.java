package org.claimexchange.samples.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Puts one person's resources into the hospitals' records: only the fields that a hospital would
 * send, in Chinese, with moved dates, under new ids. American claims, notes and surveys stay out.
 */
final class SyntheaImport {
  private static final Pattern TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T.*");
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final Map<String, List<String>> KEPT_FIELDS =
      Map.of(
          "Condition",
              List.of(
                  "clinicalStatus",
                  "verificationStatus",
                  "category",
                  "code",
                  "onsetDateTime",
                  "abatementDateTime",
                  "recordedDate"),
          "Procedure", List.of("status", "code", "performedPeriod"),
          "MedicationRequest",
              List.of("status", "intent", "medicationCodeableConcept", "authoredOn"),
          "MedicationAdministration",
              List.of("status", "medicationCodeableConcept", "effectiveDateTime"),
          "Observation",
              List.of(
                  "status",
                  "category",
                  "code",
                  "effectiveDateTime",
                  "issued",
                  "valueQuantity",
                  "valueCodeableConcept",
                  "component"),
          "DiagnosticReport", List.of("status", "category", "code", "effectiveDateTime", "issued"),
          "Immunization", List.of("status", "vaccineCode", "occurrenceDateTime", "primarySource"));

  private final Translations translations;
  private final Map<String, House> houses;
  private final OffsetDateTime lastDay;

  SyntheaImport(Translations translations, Map<String, House> houses, OffsetDateTime lastDay) {
    this.translations = translations;
    this.houses = houses;
    this.lastDay = lastDay;
  }

  void add(SyntheaFile file, Roster.Person person, List<Stay> stays) {
    var visits = SyntheaVisits.choose(file, person, stays, translations, lastDay);
    var kept = new HashSet<String>();
    var names = new HashMap<String, String>();
    for (var resource : file.resources()) {
      var type = resource.get("resourceType").asText();
      var visit =
          type.equals("Encounter")
              ? visits.of(resource.get("id").asText())
              : visits.of(resource.at(visitField(type) + "/reference").asText());
      if (visit.isEmpty()) {
        continue;
      }
      var made =
          type.equals("Encounter")
              ? Optional.of(encounter(visit.get(), person))
              : resource(resource, type, visit.get(), person, kept, names);
      if (made.isPresent()) {
        kept.add(resource.get("id").asText());
        names.put(resource.get("id").asText(), made.get().at("/code/text").asText());
        house(visit.get()).records().add(made.get());
      }
    }
  }

  private static String visitField(String type) {
    return type.equals("MedicationAdministration") ? "/context" : "/encounter";
  }

  private House house(SyntheaVisits.Visit visit) {
    return Objects.requireNonNull(houses.get(visit.home()), visit.home());
  }

  private ObjectNode begin(
      String type, String oldId, SyntheaVisits.Visit visit, OffsetDateTime touched) {
    var node = NODES.objectNode().put("resourceType", type);
    node.put("id", house(visit).records().id(type, oldId));
    node.putObject("meta").put("lastUpdated", text(touched));
    return node;
  }

  private ObjectNode encounter(SyntheaVisits.Visit visit, Roster.Person person) {
    var house = house(visit);
    var old = visit.encounter();
    var oldId = old.get("id").asText();
    var inpatient = old.at("/class/code").asText().equals("IMP");
    var node = begin("Encounter", oldId, visit, visit.end());
    var number =
        (inpatient ? "ZY" : "MZ")
            + visit.start().toLocalDate().toString().replace("-", "")
            + oldId.substring(0, 4).toUpperCase(Locale.ROOT);
    node.putArray("identifier")
        .addObject()
        .put("system", inpatient ? Systems.INPATIENT_NUMBER : Systems.OUTPATIENT_NUMBER)
        .put("value", number);
    node.put("status", "finished");
    node.putObject("class")
        .put("system", Systems.ACT_CODE)
        .put("code", old.at("/class/code").asText());
    node.putArray("type").addObject().put("text", visit.kindName());
    var department = house.department(visit.department()).getCodingFirstRep();
    var serviceType = node.putObject("serviceType");
    serviceType
        .putArray("coding")
        .addObject()
        .put("system", department.getSystem())
        .put("code", department.getCode())
        .put("display", department.getDisplay());
    serviceType.put("text", department.getDisplay());
    subject(node, "subject", visit, person);
    node.putArray("participant").addObject().set("individual", doctor(visit));
    node.putObject("period").put("start", text(visit.start())).put("end", text(visit.end()));
    translated(old.at("/reasonCode/0"))
        .ifPresent(reason -> {
          node.putArray("reasonCode").add(reason.node());
          if (!reason.label().isEmpty()) {
            label(node, reason.label());
          }
        });
    node.putObject("serviceProvider")
        .put("reference", house.asReference().getReference())
        .put("display", house.asReference().getDisplay());
    return node;
  }

  private Optional<ObjectNode> resource(
      JsonNode old,
      String type,
      SyntheaVisits.Visit visit,
      Roster.Person person,
      Set<String> kept,
      Map<String, String> names) {
    var fields = KEPT_FIELDS.get(type);
    if (fields == null) {
      return Optional.empty();
    }
    var node = begin(type, old.get("id").asText(), visit, visit.end());
    for (var field : fields) {
      if (!old.has(field)) {
        continue;
      }
      var value = field(field, old.get(field), person.shiftDays(), node);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      node.set(field, value.get());
    }
    subject(node, type.equals("Immunization") ? "patient" : "subject", visit, person);
    node.set(visitField(type).substring(1), visitReference(visit));
    if (type.equals("MedicationRequest")) {
      node.set("requester", doctor(visit));
    }
    if (type.equals("DiagnosticReport") && !results(old, node, visit, kept, names)) {
      return Optional.empty();
    }
    return Optional.of(node);
  }

  /** The value in Chinese with moved dates; empty if it has no place in a Chinese record. */
  private Optional<JsonNode> field(String name, JsonNode old, int shiftDays, ObjectNode node) {
    return switch (name) {
      case "code", "medicationCodeableConcept", "vaccineCode", "valueCodeableConcept" -> {
        var concept = translated(old);
        concept.map(Concept::label).filter(l -> !l.isEmpty()).ifPresent(l -> label(node, l));
        yield concept.map(Concept::node);
      }
      case "component" -> components(old);
      default -> Optional.of(moved(old, shiftDays));
    };
  }

  private Optional<JsonNode> components(JsonNode old) {
    var components = NODES.arrayNode();
    for (var component : old) {
      var code = translated(component.get("code"));
      if (code.isPresent() && component.has("valueQuantity")) {
        components
            .addObject()
            .<ObjectNode>set("code", code.get().node())
            .set("valueQuantity", component.get("valueQuantity"));
      }
    }
    return components.isEmpty() ? Optional.empty() : Optional.of(components);
  }

  private record Concept(ObjectNode node, String label) {}

  private Optional<Concept> translated(JsonNode concept) {
    var coding = concept.at("/coding/0");
    if (coding.isMissingNode()) {
      return Optional.empty();
    }
    var system = coding.get("system").asText();
    var code = coding.get("code").asText();
    return translations
        .of(system, code)
        .map(term -> {
          var node = NODES.objectNode();
          node.putArray("coding")
              .addObject()
              .put("system", system)
              .put("code", code)
              .put("display", term.chinese());
          return new Concept(node.put("text", term.chinese()), term.label());
        });
  }

  private static void label(ObjectNode node, String code) {
    ((ObjectNode) node.get("meta"))
        .putArray("security")
        .addObject()
        .put("system", Systems.ACT_CODE)
        .put("code", code);
  }

  private boolean results(
      JsonNode old,
      ObjectNode node,
      SyntheaVisits.Visit visit,
      Set<String> kept,
      Map<String, String> names) {
    ArrayNode results = NODES.arrayNode();
    for (var result : old.path("result")) {
      var oldId = result.get("reference").asText().replace("urn:uuid:", "");
      if (kept.contains(oldId)) {
        results
            .addObject()
            .put("reference", house(visit).records().reference("Observation", oldId))
            .put("display", names.getOrDefault(oldId, ""));
      }
    }
    node.set("result", results);
    return !results.isEmpty();
  }

  private void subject(
      ObjectNode node, String field, SyntheaVisits.Visit visit, Roster.Person person) {
    node.putObject(field)
        .put("reference", house(visit).records().reference("Patient", person.key()));
  }

  private ObjectNode visitReference(SyntheaVisits.Visit visit) {
    var oldId = visit.encounter().get("id").asText();
    return NODES
        .objectNode()
        .put("reference", house(visit).records().reference("Encounter", oldId));
  }

  private ObjectNode doctor(SyntheaVisits.Visit visit) {
    var doctor = house(visit).doctor(visit.department());
    return NODES
        .objectNode()
        .put("reference", doctor.getReference())
        .put("display", doctor.getDisplay());
  }

  private static JsonNode moved(JsonNode node, int shiftDays) {
    if (node.isTextual() && TIME.matcher(node.asText()).matches()) {
      return TextNode.valueOf(text(ShanghaiTime.moved(node.asText(), shiftDays)));
    }
    if (node.isObject()) {
      var copy = NODES.objectNode();
      node.properties().forEach(e -> copy.set(e.getKey(), moved(e.getValue(), shiftDays)));
      return copy;
    }
    if (node.isArray()) {
      var copy = NODES.arrayNode();
      node.forEach(element -> copy.add(moved(element, shiftDays)));
      return copy;
    }
    return node;
  }

  private static String text(OffsetDateTime time) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
  }
}
