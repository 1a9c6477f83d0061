package org.claimexchange.ledger.embedded;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.hyperledger.fabric.protos.common.MSPPrincipal;
import org.hyperledger.fabric.protos.common.MSPRole;
import org.hyperledger.fabric.protos.common.SignaturePolicy;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;

/** A signature policy: whether these members satisfy it, and who would. No signer counts twice. */
final class EndorsementPolicy {
  private record Principal(String mspId, MSPRole.MSPRoleType role) {
    boolean isMetBy(Member member) {
      return member.mspId().equals(mspId)
          && switch (role) {
            case MEMBER -> true;
            case ADMIN -> member.role() == Role.ADMIN;
            case CLIENT -> member.role() == Role.CLIENT;
            case PEER -> member.role() == Role.PEER;
            case ORDERER -> member.role() == Role.ORDERER;
            case UNRECOGNIZED -> false;
          };
    }
  }

  private final SignaturePolicyEnvelope envelope;
  private final List<Principal> principals;

  EndorsementPolicy(SignaturePolicyEnvelope envelope) {
    this.envelope = envelope;
    this.principals =
        envelope.getIdentitiesList().stream().map(EndorsementPolicy::principal).toList();
  }

  SignaturePolicyEnvelope envelope() {
    return envelope;
  }

  boolean isSatisfiedBy(List<Member> signers) {
    return satisfied(envelope.getRule(), signers, new HashSet<>());
  }

  /**
   * Every set of organizations whose peers satisfy the policy and of which none can be left out.
   * Those with the first of the list come first, then the smaller ones.
   */
  List<List<String>> layouts(List<String> available) {
    List<Integer> satisfying =
        IntStream.range(1, 1 << available.size())
            .filter(choice ->
                isSatisfiedBy(
                    chosen(available, choice).stream().map(EndorsementPolicy::peerOf).toList()))
            .boxed()
            .toList();
    return satisfying.stream()
        .filter(choice ->
            satisfying.stream()
                .noneMatch(other -> other != (int) choice && (other & choice) == other))
        .sorted(
            Comparator.<Integer>comparingInt(choice -> 1 - (choice & 1))
                .thenComparingInt(Integer::bitCount)
                .thenComparingInt(choice -> choice))
        .map(choice -> chosen(available, choice))
        .toList();
  }

  private static List<String> chosen(List<String> available, int choice) {
    return IntStream.range(0, available.size())
        .filter(index -> (choice & (1 << index)) != 0)
        .mapToObj(available::get)
        .toList();
  }

  /** Stands for an organization's peer where only its role matters. */
  private static Member peerOf(String mspId) {
    return new Member(mspId, Role.PEER, NoKey.INSTANCE, Instant.MAX);
  }

  private boolean satisfied(SignaturePolicy rule, List<Member> signers, Set<Integer> used) {
    return switch (rule.getTypeCase()) {
      case SIGNED_BY -> signedBy(rule.getSignedBy(), signers, used);
      case N_OUT_OF -> enough(rule.getNOutOf(), signers, used);
      case TYPE_NOT_SET -> false;
    };
  }

  private boolean signedBy(int principal, List<Member> signers, Set<Integer> used) {
    if (principal < 0 || principal >= principals.size()) {
      return false;
    }
    for (int i = 0; i < signers.size(); i++) {
      if (!used.contains(i) && principals.get(principal).isMetBy(signers.get(i))) {
        used.add(i);
        return true;
      }
    }
    return false;
  }

  private boolean enough(SignaturePolicy.NOutOf rules, List<Member> signers, Set<Integer> used) {
    int met = 0;
    for (SignaturePolicy rule : rules.getRulesList()) {
      Set<Integer> tried = new HashSet<>(used);
      if (satisfied(rule, signers, tried)) {
        met++;
        used.addAll(tried);
      }
    }
    return met >= rules.getN();
  }

  private static Principal principal(MSPPrincipal principal) {
    if (principal.getPrincipalClassification() != MSPPrincipal.Classification.ROLE) {
      throw new IllegalArgumentException("Only roles can stand in the endorsement policy");
    }
    try {
      MSPRole role = MSPRole.parseFrom(principal.getPrincipal());
      return new Principal(role.getMspIdentifier(), role.getRole());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("The endorsement policy cannot be read", e);
    }
  }

  @Override
  public String toString() {
    List<String> names = new ArrayList<>();
    for (Principal principal : principals) {
      names.add(
          principal.mspId() + "." + principal.role().name().toLowerCase(java.util.Locale.ROOT));
    }
    return "policy over " + names;
  }
}
