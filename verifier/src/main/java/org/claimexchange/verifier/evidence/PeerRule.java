package org.claimexchange.verifier.evidence;

import java.util.HashSet;
import java.util.Set;

/** How a peer's certificate is told from other members' of its organization. */
public sealed interface PeerRule {

  /** The units by which a Fabric MSP with node units tells roles apart. */
  Set<String> ROLES = Set.of("peer", "client", "admin", "orderer");

  /** Whether a certificate with these organizational units is taken. */
  boolean allows(Set<String> units);

  /** What is expected, for a message. */
  String expected();

  /**
   * The organization tells roles apart by organizational unit (NodeOUs of its MSP), as an
   * endorsement policy with {@code .peer} needs.
   *
   * @param unit the unit of peers
   */
  record NodeUnit(String unit) implements PeerRule {
    @Override
    public boolean allows(Set<String> units) {
      // As a Fabric MSP: an identity of two roles has none.
      Set<String> others = new HashSet<>(units);
      others.retainAll(ROLES);
      others.remove(unit);
      return units.contains(unit) && others.isEmpty();
    }

    @Override
    public String expected() {
      return "organizational unit " + unit + " and no other role";
    }
  }

  /**
   * The organization's MSP has no node units, and its endorsement policy says {@code .member}: any
   * of its certificates may endorse. One whose unit says that it is something else than a peer is
   * refused all the same.
   */
  record AnyMember() implements PeerRule {
    @Override
    public boolean allows(Set<String> units) {
      Set<String> roles = new HashSet<>(units);
      roles.retainAll(ROLES);
      roles.remove("peer");
      return roles.isEmpty();
    }

    @Override
    public String expected() {
      return "a member that is no client, admin or orderer";
    }
  }

  /** Organizational unit {@code peer}. */
  static PeerRule standard() {
    return new NodeUnit("peer");
  }
}
