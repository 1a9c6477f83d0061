package org.claimexchange.ledger.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who satisfies which policy, and which text is none. */
final class EndorsementPolicyTest {

  @ParameterizedTest(name = "{0} by {1}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "AND('RegulatorMSP.peer', OR('ExchangeMSP.peer','SourceMSP.peer')) | RegulatorMSP ExchangeMSP | true",
        "AND('RegulatorMSP.peer', OR('ExchangeMSP.peer','SourceMSP.peer')) | SourceMSP RegulatorMSP | true",
        "AND('RegulatorMSP.peer', OR('ExchangeMSP.peer','SourceMSP.peer')) | ExchangeMSP SourceMSP | false",
        "AND('RegulatorMSP.peer', OR('ExchangeMSP.peer','SourceMSP.peer')) | RegulatorMSP | false",
        "AND('RegulatorMSP.peer', OR('ExchangeMSP.peer','SourceMSP.peer')) | RegulatorMSP InsurerMSP | false",
        "OutOf(2, 'A.peer', 'B.peer', 'C.peer') | A C | true",
        "OutOf(2, 'A.peer', 'B.peer', 'C.peer') | B | false",
        "AND('A.peer', 'A.peer') | A | false",
        "AND('A.peer', 'A.peer') | A A | true",
        "'A.member' | A | true",
        "'A.client' | A | false"
      })
  void aPolicyIsSatisfiedOrNot(String policy, String peers, boolean satisfied) {
    List<Member> signers =
        Arrays.stream(peers.split(" "))
            .map(mspId -> new Member(mspId, Role.PEER, NoKey.INSTANCE, Instant.MAX))
            .toList();

    assertThat(new EndorsementPolicy(PolicyParser.parse(policy)).isSatisfiedBy(signers))
        .isEqualTo(satisfied);
  }

  @Test
  void nobodyWhoIsNotNeededIsAskedAndTheFirstIsPreferred() {
    EndorsementPolicy policy =
        new EndorsementPolicy(PolicyParser.parse(EmbeddedNetworkOptions.DEFAULT_POLICY));

    assertThat(policy.layouts(Organizations.MSP_IDS))
        .containsExactly(
            List.of("ExchangeMSP", "RegulatorMSP"), List.of("RegulatorMSP", "SourceMSP"));
    assertThat(policy.layouts(List.of("ExchangeMSP", "SourceMSP"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "AND()",
        "AND('A.peer'",
        "AND('A.peer') x",
        "XOR('A.peer')",
        "'A.king'",
        "'peer'",
        "OutOf(0, 'A.peer')",
        "OutOf('A.peer')"
      })
  void whatIsNoPolicyIsRefused(String text) {
    assertThatThrownBy(() -> PolicyParser.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("character");
  }
}
