package org.claimexchange.fhir.scope;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;

/** Thousands of seeded worlds and grants: the filter and the oracle must agree on each. */
class ScopePropertyTest {
  private static final int WORLDS = 4_000;
  private static final FhirContext FHIR = FhirContext.forR4();

  @Test
  void whatPassesIsExactlyWhatWasGranted() {
    var filter = new ScopeFilter();
    int kept = 0;
    int dropped = 0;
    for (long seed = 1; seed <= WORLDS; seed++) {
      var world = new RandomWorld(seed);
      var scoped =
          filter.filter(
              new WorldAsFhir(world).resources(new Random(seed)), world.part, Records.MOTHER);
      check(seed, world, scoped);
      kept += scoped.kept().size();
      dropped += scoped.findings().size();
    }
    // The worlds would prove nothing if nearly all passed, or nearly nothing.
    assertThat(kept).isGreaterThan(WORLDS);
    assertThat(dropped).isGreaterThan(WORLDS);
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
            .collect(Collectors.joining("\n"));
    assertThat(json).as("seed %d", seed).doesNotContain(WorldAsFhir.NEVER);
    for (var item : world.items) {
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
