package org.claimexchange.samples.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What Synthea wrote about one person.
 *
 * @param patient the Patient resource
 * @param resources all the others, in Synthea's order
 */
record SyntheaFile(JsonNode patient, List<JsonNode> resources) {

  /** Reads the file of the folder whose name begins with the prefix. */
  static SyntheaFile read(Path folder, String prefix, ObjectMapper json) throws IOException {
    try (var files = Files.newDirectoryStream(folder, prefix + "*.json")) {
      var found = new ArrayList<Path>();
      files.forEach(found::add);
      if (found.size() != 1) {
        throw new IOException(
            folder + ": one file expected for " + prefix + ", is " + found.size());
      }
      return of(json.readTree(found.getFirst().toFile()));
    }
  }

  private static SyntheaFile of(JsonNode bundle) throws IOException {
    var others = new ArrayList<JsonNode>();
    var patients = new ArrayList<JsonNode>();
    for (var entry : bundle.get("entry")) {
      var resource = entry.get("resource");
      var isPatient = resource.get("resourceType").asText().equals("Patient");
      (isPatient ? patients : others).add(resource);
    }
    if (patients.size() != 1) {
      throw new IOException("one Patient expected, is " + patients.size());
    }
    return new SyntheaFile(patients.getFirst(), List.copyOf(others));
  }

  LocalDate birthDate() {
    return LocalDate.parse(patient.get("birthDate").asText());
  }

  String gender() {
    return patient.get("gender").asText();
  }
}
