package org.claimexchange.ledger.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hyperledger.fabric.protos.common.MSPPrincipal;
import org.hyperledger.fabric.protos.common.MSPRole;
import org.hyperledger.fabric.protos.common.SignaturePolicy;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;

/**
 * Reads Fabric's policy language into its protobuf form: {@code AND(...)}, {@code OR(...)}, {@code
 * OutOf(n, ...)} over {@code 'MSPID.role'}.
 */
final class PolicyParser {
  private static final int DEEPEST = 16;

  private final String text;
  private final List<MSPPrincipal> principals = new ArrayList<>();
  private int at;

  private PolicyParser(String text) {
    this.text = text;
  }

  /**
   * Reads a whole policy.
   *
   * @throws IllegalArgumentException naming the place where it is wrong
   */
  static SignaturePolicyEnvelope parse(String text) {
    PolicyParser parser = new PolicyParser(text);
    SignaturePolicy rule = parser.rule(0);
    parser.skipBlanks();
    if (parser.at != text.length()) {
      throw parser.wrong("nothing more");
    }
    return SignaturePolicyEnvelope.newBuilder()
        .setRule(rule)
        .addAllIdentities(parser.principals)
        .build();
  }

  private SignaturePolicy rule(int depth) {
    if (depth > DEEPEST) {
      throw wrong("fewer than " + DEEPEST + " levels");
    }
    skipBlanks();
    if (at < text.length() && text.charAt(at) == '\'') {
      return principal();
    }
    return gate(depth);
  }

  private SignaturePolicy gate(int depth) {
    int start = at;
    while (at < text.length() && Character.isLetter(text.charAt(at))) {
      at++;
    }
    String name = text.substring(start, at).toUpperCase(Locale.ROOT);
    expect('(');
    int needed = name.equals("OUTOF") ? number() : 0;
    List<SignaturePolicy> rules = new ArrayList<>();
    if (needed > 0) {
      expect(',');
    }
    rules.add(rule(depth + 1));
    while (peek() == ',') {
      expect(',');
      rules.add(rule(depth + 1));
    }
    expect(')');
    return switch (name) {
      case "AND" -> outOf(rules.size(), rules);
      case "OR" -> outOf(1, rules);
      case "OUTOF" -> outOf(needed, rules);
      default -> {
        at = start;
        throw wrong("AND, OR or OutOf");
      }
    };
  }

  private SignaturePolicy principal() {
    int end = text.indexOf('\'', at + 1);
    int dot = end < 0 ? -1 : text.lastIndexOf('.', end);
    if (end < 0 || dot <= at + 1) {
      throw wrong("'MSPID.role'");
    }
    MSPRole role =
        MSPRole.newBuilder()
            .setMspIdentifier(text.substring(at + 1, dot))
            .setRole(role(text.substring(dot + 1, end)))
            .build();
    MSPPrincipal principal =
        MSPPrincipal.newBuilder()
            .setPrincipalClassification(MSPPrincipal.Classification.ROLE)
            .setPrincipal(role.toByteString())
            .build();
    at = end + 1;
    int index = principals.indexOf(principal);
    if (index < 0) {
      index = principals.size();
      principals.add(principal);
    }
    return SignaturePolicy.newBuilder().setSignedBy(index).build();
  }

  private MSPRole.MSPRoleType role(String name) {
    return switch (name) {
      case "member" -> MSPRole.MSPRoleType.MEMBER;
      case "admin" -> MSPRole.MSPRoleType.ADMIN;
      case "client" -> MSPRole.MSPRoleType.CLIENT;
      case "peer" -> MSPRole.MSPRoleType.PEER;
      case "orderer" -> MSPRole.MSPRoleType.ORDERER;
      default -> throw wrong("a role: member, admin, client, peer or orderer");
    };
  }

  private static SignaturePolicy outOf(int needed, List<SignaturePolicy> rules) {
    return SignaturePolicy.newBuilder()
        .setNOutOf(SignaturePolicy.NOutOf.newBuilder().setN(needed).addAllRules(rules))
        .build();
  }

  private int number() {
    skipBlanks();
    int start = at;
    while (at < text.length() && at - start < 3 && Character.isDigit(text.charAt(at))) {
      at++;
    }
    if (start == at || Integer.parseInt(text.substring(start, at)) == 0) {
      at = start;
      throw wrong("a number of rules");
    }
    return Integer.parseInt(text.substring(start, at));
  }

  private char peek() {
    skipBlanks();
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private void expect(char wanted) {
    if (peek() != wanted) {
      throw wrong("'" + wanted + "'");
    }
    at++;
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private IllegalArgumentException wrong(String expected) {
    return new IllegalArgumentException(
        "Endorsement policy, character %d: expected %s in %s".formatted(at + 1, expected, text));
  }
}
