package org.claimexchange.guard.proxy;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.claimexchange.guard.answer.Batch;
import org.claimexchange.guard.answer.SourceRecords;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.person.Person;
import org.hl7.fhir.r4.model.Resource;

/** What the upstream says of records, asked by standard searches, each once a session. */
final class UpstreamRecords implements SourceRecords {
  private final Upstream upstream;
  private final Memory memory;

  UpstreamRecords(Upstream upstream, Memory memory) {
    this.upstream = upstream;
    this.memory = memory;
  }

  @Override
  public Set<String> patientIds(Person person) {
    var number = person.id().system().uri() + "|" + escape(person.id().number());
    return search("Patient", Map.of("identifier", List.of(number))).stream()
        .filter(found -> found.fhirType().equals("Patient"))
        .map(found -> found.getIdElement().getIdPart())
        .collect(Collectors.toSet());
  }

  @Override
  public Optional<Resource> record(String type, String id) {
    return memory.get(type + "/" + id, () -> upstream.read(type, id).stream().toList()).stream()
        .findFirst();
  }

  @Override
  public List<Resource> visits(String patient, Part part) {
    var parameters = new LinkedHashMap<String, List<String>>();
    parameters.put("patient", List.of("Patient/" + patient));
    if (part.visits().isEmpty()) {
      parameters.put("date", List.of("ge" + part.period().from(), "le" + part.period().to()));
    } else {
      parameters.put(
          "identifier",
          List.of(
              part.visits().stream()
                  .map(UpstreamRecords::escape)
                  .collect(Collectors.joining(","))));
    }
    return search("Encounter", parameters);
  }

  @Override
  public List<Resource> ofVisit(String type, String patient, String visit) {
    var parameters = new LinkedHashMap<String, List<String>>();
    parameters.put("patient", List.of("Patient/" + patient));
    switch (type) {
      // Invoice has no parameter for its visit (HL7 FHIR R4, Invoice, search parameters).
      case "Invoice" -> {}
      case "ChargeItem" -> parameters.put("context", List.of("Encounter/" + visit));
      default -> parameters.put("encounter", List.of("Encounter/" + visit));
    }
    return search(type, parameters);
  }

  private List<Resource> search(String type, Map<String, List<String>> parameters) {
    return memory.get(
        type + "?" + parameters,
        () -> {
          var all = new ArrayList<Resource>();
          Batch<URI> batch = upstream.search(type, parameters);
          all.addAll(batch.resources());
          while (batch.next().isPresent()) {
            batch = upstream.page(batch.next().get());
            all.addAll(batch.resources());
          }
          return all;
        });
  }

  /** HL7 FHIR R4, Search, 3.1.1.4: backslash, comma, dollar and bar are escaped in values. */
  private static String escape(String value) {
    return value.replaceAll("([\\\\,$|])", "\\\\$1");
  }

  /** What was asked in one session; it goes with the session. */
  static final class Memory {
    private static final int MOST = 20_000;
    private final Map<String, List<Resource>> known = new LinkedHashMap<>();
    private int size;

    List<Resource> get(String key, Supplier<List<Resource>> ask) {
      synchronized (this) {
        var found = known.get(key);
        if (found != null) {
          return found;
        }
      }
      var answer = List.copyOf(ask.get());
      synchronized (this) {
        if (size + answer.size() > MOST) {
          known.clear();
          size = 0;
        }
        known.put(key, answer);
        size += answer.size();
      }
      return answer;
    }
  }
}
