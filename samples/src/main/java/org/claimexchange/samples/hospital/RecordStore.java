package org.claimexchange.samples.hospital;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.claimexchange.model.person.Person;

/** All records of one hospital, in memory, found by type and patient without looking at others. */
public final class RecordStore {
  private final Map<String, Map<String, StoredRecord>> byType = new HashMap<>();
  private final Map<String, List<StoredRecord>> byPatient = new HashMap<>();
  private final Map<String, List<StoredRecord>> byEncounter = new HashMap<>();
  private int size;

  private RecordStore() {}

  /**
   * Reads one resource a line.
   *
   * @param compressed gzip of NDJSON
   * @throws IOException if it cannot be read, or a line is no record
   */
  public static RecordStore read(InputStream compressed, ObjectMapper json) throws IOException {
    var store = new RecordStore();
    var reader = new RecordReader(json);
    try (var lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(compressed), StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        store.add(reader.read(line));
      }
    }
    return store;
  }

  private void add(StoredRecord found) {
    byType.computeIfAbsent(found.type(), t -> new HashMap<>()).put(found.id(), found);
    for (var patient : found.patients()) {
      byPatient.computeIfAbsent(found.type() + "/" + patient, k -> new ArrayList<>()).add(found);
    }
    for (var visit : found.encounters()) {
      byEncounter.computeIfAbsent(found.type() + "/" + visit, k -> new ArrayList<>()).add(found);
    }
    size++;
  }

  /** How many records there are. */
  public int size() {
    return size;
  }

  /** All records, of whatever type. */
  List<StoredRecord> everything() {
    return byType.values().stream().flatMap(ofType -> ofType.values().stream()).toList();
  }

  Optional<StoredRecord> byId(String type, String id) {
    return Optional.ofNullable(byType.getOrDefault(type, Map.of()).get(id));
  }

  List<StoredRecord> ofPatient(String type, String patient) {
    return byPatient.getOrDefault(type + "/" + patient, List.of());
  }

  List<StoredRecord> ofEncounter(String type, String encounter) {
    return byEncounter.getOrDefault(type + "/" + encounter, List.of());
  }

  List<StoredRecord> withIdentifier(String type, String system, String value) {
    return all(type).filter(found -> found.has("identifier", system, value)).toList();
  }

  /** The ids of a person's Patient resources. */
  Set<String> patientIds(Person person) {
    var system = person.id().system().uri();
    return withIdentifier("Patient", system, person.id().number()).stream()
        .map(StoredRecord::id)
        .collect(Collectors.toSet());
  }

  /** The first record of the type that is about none of the patients; for fault injection. */
  Optional<StoredRecord> aboutSomeoneElse(String type, Predicate<String> isPatient) {
    return all(type)
        .filter(found -> !found.patients().isEmpty())
        .filter(found -> found.patients().stream().noneMatch(isPatient))
        .min(Comparator.comparing(StoredRecord::id));
  }

  private Stream<StoredRecord> all(String type) {
    return byType.getOrDefault(type, Map.of()).values().stream();
  }
}
