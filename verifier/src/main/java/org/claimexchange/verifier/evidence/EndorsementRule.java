package org.claimexchange.verifier.evidence;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which organizations' peers must have signed: of each group at least one. The groups share no
 * organization, so that no signature counts twice.
 *
 * @param groups MSP ids
 */
public record EndorsementRule(List<Set<String>> groups) {

  /**
   * @throws IllegalArgumentException if there is no group, a group is empty or two share an
   *     organization
   */
  public EndorsementRule {
    groups = groups.stream().map(Set::copyOf).toList();
    Set<String> seen = new HashSet<>();
    boolean distinct = groups.stream().flatMap(Set::stream).allMatch(seen::add);
    if (groups.isEmpty() || groups.stream().anyMatch(Set::isEmpty) || !distinct) {
      throw new IllegalArgumentException(
          "an endorsement rule has groups of organizations, none empty, none shared");
    }
  }

  /** The chaincode's policy: the regulator, and the operator or the sources. */
  public static EndorsementRule claims() {
    return new EndorsementRule(List.of(Set.of("RegulatorMSP"), Set.of("ExchangeMSP", "SourceMSP")));
  }

  /** Whether these organizations are enough. */
  public boolean satisfiedBy(Set<String> organizations) {
    return groups.stream().allMatch(group -> group.stream().anyMatch(organizations::contains));
  }

  @Override
  public String toString() {
    return groups.stream()
        .map(group -> String.join(" or ", group.stream().sorted().toList()))
        .reduce((left, right) -> left + ", and " + right)
        .orElseThrow();
  }
}
