package org.claimexchange.fhir.scope;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.claimexchange.fhir.read.FhirReader;
import org.claimexchange.fhir.read.MalformedAnswerException;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

/** Thousands of seeded worlds and grants: the filter and the oracle must agree on each. */
class ScopePropertyTest {
  private static final int WORLDS = 10_000;
  private static final FhirContext FHIR = FhirContext.forR4Cached();
  private static final FhirReader READER = new FhirReader(FHIR, 1 << 20);

  @Test
  void whatPassesIsExactlyWhatWasGranted() throws Exception {
    var filter = new ScopeFilter();
    int kept = 0;
    int dropped = 0;
    for (long seed = 1; seed <= WORLDS; seed++) {
      var world = new RandomWorld(seed);
      var resources = new WorldAsFhir(world).resources(new Random(seed));
      // Each as its answer would take minutes, most of them in HAPI's parser.
      var sent = seed % 20 == 0 ? sent(resources) : resources;
      var scoped = filter.filter(sent, world.part, Records.MOTHER);
      check(seed, world, scoped);
      kept += scoped.kept().size();
      dropped += scoped.findings().size();
    }
    // The worlds would prove nothing if nearly all passed, or nearly nothing.
    assertThat(kept).isGreaterThan(WORLDS);
    assertThat(dropped).isGreaterThan(WORLDS);
  }

  /** As its answer to a search, which tells of what was withheld by its total and its links. */
  private static List<Resource> sent(List<Resource> resources) throws MalformedAnswerException {
    var answer = new Bundle().setType(Bundle.BundleType.SEARCHSET).setTotal(resources.size() + 7);
    answer.addLink().setRelation("self").setUrl("https://his.example/?_tag=" + WorldAsFhir.NEVER);
    for (Resource resource : resources) {
      var entry = answer.addEntry().setResource(resource);
      entry.getSearch().setMode(Bundle.SearchEntryMode.MATCH).setScore(1);
      entry.addLink().setRelation("alternate").setUrl("https://his.example/" + WorldAsFhir.NEVER);
    }
    var json = FHIR.newJsonParser().encodeResourceToString(answer);
    return READER.readBundle(json.getBytes(StandardCharsets.UTF_8)).resources();
  }

  /** The bytes of attachments, which JSON hides in Base64. */
  private static String attached(Scoped scoped) {
    return scoped.ofType(DocumentReference.class).stream()
        .flatMap(document -> document.getContent().stream())
        .filter(content -> content.getAttachment().hasData())
        .map(content -> new String(content.getAttachment().getData(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("\n"));
  }

  private static void check(long seed, RandomWorld world, Scoped scoped) {
    var oracle = new Oracle(world);
    var expected = new TreeSet<String>();
    world.visits.stream().filter(oracle::passes).forEach(v -> expected.add("v" + v.id()));
    world.items.stream().filter(oracle::passes).forEach(i -> expected.add("i" + i.id()));
    var kept =
        scoped.kept().stream()
            .filter(resource -> !(resource instanceof Patient))
            .map(resource -> resource.getIdElement().getIdPart())
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(kept).as("seed %d", seed).isEqualTo(expected);
    assertThat(scoped.ofType(Patient.class)).hasSize(expected.isEmpty() ? 0 : 1);

    var json =
        scoped.kept().stream()
            .map(FHIR.newJsonParser()::encodeResourceToString)
            .collect(Collectors.joining("\n", "", "\n" + attached(scoped)));
    assertThat(json).as("seed %d", seed).doesNotContain(WorldAsFhir.NEVER);
    for (var item : world.items) {
      if (oracle.passes(item) && item.sort().document()) {
        assertThat(attached(scoped)).as("seed %d", seed).contains(WorldAsFhir.mark(item));
      }
      if (oracle.passes(item)) {
        assertThat(json).as("seed %d", seed).contains(WorldAsFhir.mark(item));
      } else {
        assertThat(json)
            .as("seed %d", seed)
            .doesNotContain(WorldAsFhir.mark(item), "/i" + item.id() + "\"");
      }
    }
    world.visits.stream()
        .filter(visit -> !oracle.passes(visit))
        .forEach(visit ->
            assertThat(json)
                .as("seed %d", seed)
                .doesNotContain("/v" + visit.id() + "\"", "\"" + visit.number() + "\""));
  }
}
