package org.claimexchange.chaincode.state;

import java.util.List;

/**
 * A key of the ledger: kind and attributes, a composite key of Fabric.
 *
 * @param kind such as {@code consent}
 * @param attributes ids
 */
public record Key(String kind, List<String> attributes) {
  public Key {
    attributes = List.copyOf(attributes);
  }

  /** A key of the given kind and attributes. */
  public static Key of(String kind, String... attributes) {
    return new Key(kind, List.of(attributes));
  }

  /** For people: kind and attributes with slashes between them. */
  @Override
  public String toString() {
    return kind + "/" + String.join("/", attributes);
  }
}
