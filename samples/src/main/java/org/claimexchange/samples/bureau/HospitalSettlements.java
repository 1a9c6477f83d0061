package org.claimexchange.samples.bureau;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.claimexchange.samples.bureau.SettledStay.Diagnosis;

/**
 * What the bureau settled with the two FHIR hospitals: read from their own records, so that both
 * tell the same of a stay. Persons without 居民身份证 are not insured here.
 */
final class HospitalSettlements {
  private static final String RESIDENT_ID = "urn:oid:2.16.156.10011.1.3";
  private static final Set<String> TYPES =
      Set.of("Patient", "Encounter", "Condition", "Organization", "ExplanationOfBenefit");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, JsonNode> records = new HashMap<>();

  private HospitalSettlements() {}

  /**
   * Reads the records of a sample hospital.
   *
   * @param file on the class path, such as {@code hospital-1.ndjson.gz}
   */
  static List<SettledStay> read(String file) throws IOException {
    var settlements = new HospitalSettlements();
    var stream =
        HospitalSettlements.class.getResourceAsStream("/org/claimexchange/samples/data/" + file);
    if (stream == null) {
      throw new IOException("no such sample data on the class path: " + file);
    }
    try (var lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(stream), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        settlements.add(JSON.readTree(line));
      }
    }
    return settlements.stays();
  }

  private void add(JsonNode resource) {
    String type = resource.path("resourceType").asText();
    if (TYPES.contains(type)) {
      records.put(type + "/" + resource.path("id").asText(), resource);
    }
  }

  private JsonNode find(JsonNode reference) {
    return records.getOrDefault(
        reference.path("reference").asText(), JSON.getNodeFactory().missingNode());
  }

  private List<SettledStay> stays() {
    List<SettledStay> stays = new ArrayList<>();
    records.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith("ExplanationOfBenefit/"))
        .sorted(Map.Entry.comparingByKey())
        .map(Map.Entry::getValue)
        .forEach(benefit -> {
          JsonNode visit = find(benefit.path("item").path(0).path("encounter").path(0));
          JsonNode patient = find(benefit.path("patient"));
          String number = identifier(patient);
          if (!number.isEmpty() && visit.path("class").path("code").asText().equals("IMP")) {
            stays.add(stay(benefit, visit, patient, number));
          }
        });
    return stays;
  }

  private static String identifier(JsonNode patient) {
    for (JsonNode identifier : patient.path("identifier")) {
      if (identifier.path("system").asText().equals(RESIDENT_ID)) {
        return identifier.path("value").asText();
      }
    }
    return "";
  }

  private SettledStay stay(JsonNode benefit, JsonNode visit, JsonNode patient, String number) {
    JsonNode hospital = find(visit.path("serviceProvider"));
    String own = visit.path("identifier").path(0).path("value").asText();
    Map<String, BigDecimal> amounts = new HashMap<>();
    for (JsonNode total : benefit.path("total")) {
      amounts.put(
          total.path("category").path("coding").path(0).path("code").asText(),
          new BigDecimal(total.path("amount").path("value").asText()));
    }
    List<Diagnosis> diagnoses = new ArrayList<>();
    for (JsonNode diagnosis : visit.path("diagnosis")) {
      JsonNode coding = find(diagnosis.path("condition")).path("code").path("coding").path(0);
      if (coding.path("code").asText().matches("[A-Z][0-9]{2}.*")) {
        diagnoses.add(new Diagnosis(coding.path("code").asText(), coding.path("display").asText()));
      }
    }
    return new SettledStay(
        number,
        patient.path("name").path(0).path("text").asText(),
        patient.path("gender").asText().equals("male"),
        patient.path("birthDate").asText(),
        hospital.path("identifier").path(0).path("value").asText(),
        hospital.path("name").asText(),
        "31" + own.replaceAll("[^0-9]", ""),
        benefit.path("identifier").path(0).path("value").asText(),
        visit.path("period").path("start").asText().substring(0, 10),
        visit.path("period").path("end").asText().substring(0, 10),
        diagnoses,
        amounts);
  }
}
