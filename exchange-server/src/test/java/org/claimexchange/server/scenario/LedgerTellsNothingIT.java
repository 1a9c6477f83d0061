package org.claimexchange.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.samples.insurer.Claim;
import org.claimexchange.samples.insurer.InsurerClient;
import org.claimexchange.samples.patient.PatientClient;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Rule 7, read from the block file alone: nothing about a person, and nothing that links consents.
 */
@ExtendWith(House.Shared.class)
class LedgerTellsNothingIT {
  /** Whatever looks like an id or a digest of ours. */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{22,64}");

  @Test
  void no_name_number_source_insurer_or_visit_is_in_any_block(House house) throws Exception {
    Carried one = carry(house);
    String blocks = new String(Files.readAllBytes(house.blocks()), StandardCharsets.ISO_8859_1);

    for (String known : one.known()) {
      assertThat(blocks.contains(latin(known))).as("found in clear: %s", known).isFalse();
      assertThat(blocks.contains(Digest.of(known.getBytes(StandardCharsets.UTF_8)).value()))
          .as("found as a bare digest: %s", known)
          .isFalse();
      assertThat(blocks.contains(Digest.ofCanonical(List.of(known)).value())).isFalse();
      assertThat(
              blocks.contains(
                  new String(
                      Digest.of(known.getBytes(StandardCharsets.UTF_8)).bytes(),
                      StandardCharsets.ISO_8859_1)))
          .as("found as a binary digest: %s", known)
          .isFalse();
    }
  }

  @Test
  void two_consents_of_one_person_share_no_value_that_a_third_lacks(House house) throws Exception {
    Carried first = carry(house);
    Carried second = carry(house);
    Carried other = carry(house);
    String blocks = new String(Files.readAllBytes(house.blocks()), StandardCharsets.ISO_8859_1);

    Set<String> shared = new HashSet<>(around(blocks, first.consent()));
    shared.retainAll(around(blocks, second.consent()));
    shared.removeAll(around(blocks, other.consent()));

    assertThat(shared).isEmpty();
  }

  private record Carried(String consent, List<String> known) {}

  private static Carried carry(House house) throws Exception {
    InsurerClient insurer = house.insurer();
    Claim claim = Claims.about(Claims.WANG_JIANGUO, Claims.FIRST_STAY, Claims.SECOND_STAY);
    House.Opened asked = house.ask(insurer, claim);
    PatientClient patient = house.patient("wang.jianguo");
    String consent = patient.grant(patient.open(asked.link()), part -> part);
    house.await(insurer, asked.task(), one -> one.getStatus() == Task.TaskStatus.COMPLETED);
    List<String> known = new ArrayList<>();
    known.addAll(
        List.of(
            claim.subject().name(),
            claim.subject().id().number(),
            claim.number(),
            claim.reportNumber(),
            claim.policyNumber(),
            "insurer-anxin",
            "安心示范",
            "hospital-1",
            "hospital-2",
            "示范第一医院",
            "ZY2026031207",
            "ZY2026082219",
            "2026-03-12",
            "claim-review",
            "discharge-summary",
            "K80",
            "胆囊"));
    return new Carried(consent, known);
  }

  /** The ids and digests in the neighbourhood of every place where a consent is named. */
  private static Set<String> around(String blocks, String consent) {
    Set<String> tokens = new HashSet<>();
    int at = blocks.indexOf(consent);
    while (at >= 0) {
      int from = Math.max(0, at - 600);
      int to = Math.min(blocks.length(), at + 600);
      Matcher matcher = TOKEN.matcher(blocks.substring(from, to));
      while (matcher.find()) {
        tokens.add(matcher.group());
      }
      at = blocks.indexOf(consent, at + 1);
    }
    return tokens;
  }

  private static String latin(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
