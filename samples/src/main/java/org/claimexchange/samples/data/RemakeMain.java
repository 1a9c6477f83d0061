package org.claimexchange.samples.data;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Writes {@code hospital-1.ndjson.gz} and {@code hospital-2.ndjson.gz} from Synthea's output.
 * Arguments: the folder with roster, translations and stays; Synthea's folder of FHIR Bundles; the
 * folder to write to.
 */
public final class RemakeMain {
  /** Synthea is run up to this day, so nothing lies after it. */
  private static final LocalDate LAST_DAY = LocalDate.of(2026, 11, 20);

  /** When the hospitals' master data were last touched. */
  private static final LocalDate OPENED = LocalDate.of(2020, 1, 1);

  private final ObjectMapper json = new ObjectMapper();
  private final Path inputs;

  private RemakeMain(Path inputs) {
    this.inputs = inputs;
  }

  /** Runs. */
  public static void main(String[] args) throws IOException {
    if (args.length != 3) {
      System.err.println("usage: RemakeMain INPUTS SYNTHEA-FHIR OUTPUT");
      System.exit(2);
    }
    new RemakeMain(Path.of(args[0])).run(Path.of(args[1]), Path.of(args[2]));
  }

  private void run(Path synthea, Path output) throws IOException {
    var roster = json.readValue(inputs.resolve("roster.json").toFile(), Roster.class);
    var translations = Translations.read(inputs.resolve("translations.tsv"));
    var stays = stays();
    var houses = houses(roster);
    var opened = ShanghaiTime.date(OPENED, 0);
    houses.values().forEach(house -> house.open(opened));
    var importer = new SyntheaImport(translations, houses, lastMoment());
    for (var person : roster.patients()) {
      var file = SyntheaFile.read(synthea, person.synthea(), json);
      for (var home : person.homes()) {
        PatientWriter.write(person, file, house(houses, home), opened);
      }
      importer.add(file, person, of(stays, person));
    }
    for (var stay : stays) {
      roster.patient(stay.patient());
      new StayWriter(house(houses, stay.hospital()), stay).write();
    }
    Files.createDirectories(output);
    for (var house : houses.values()) {
      var name = house.records().hospital().id() + ".ndjson.gz";
      house.records().write(output.resolve(name));
      System.out.println(name + ": " + house.records().size() + " resources");
    }
    System.out.println("left out, with no Chinese term: " + translations.leftOut());
  }

  private static Map<String, House> houses(Roster roster) {
    var fhir = FhirContext.forR4Cached();
    var houses = new LinkedHashMap<String, House>();
    for (var hospital : roster.hospitals()) {
      houses.put(hospital.id(), new House(new HospitalRecords(hospital), roster, fhir));
    }
    return houses;
  }

  private List<Stay> stays() throws IOException {
    var stays = new ArrayList<Stay>();
    try (var files = Files.list(inputs.resolve("stays"))) {
      for (var file : files.sorted(Comparator.comparing(Path::toString)).toList()) {
        stays.add(json.readValue(file.toFile(), Stay.class));
      }
    }
    return List.copyOf(stays);
  }

  private static List<Stay> of(List<Stay> stays, Roster.Person person) {
    return stays.stream().filter(stay -> stay.patient().equals(person.key())).toList();
  }

  private static House house(Map<String, House> houses, String id) {
    return Objects.requireNonNull(houses.get(id), id);
  }

  private static OffsetDateTime lastMoment() {
    return LAST_DAY.plusDays(1).atStartOfDay().atOffset(ShanghaiTime.OFFSET);
  }
}
