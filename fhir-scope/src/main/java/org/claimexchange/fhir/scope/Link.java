package org.claimexchange.fhir.scope;

/**
 * A reference that a record holds.
 *
 * @param path where, such as {@code lineItem.chargeItem[x]}
 * @param target what it points to
 */
record Link(String path, Target target) {

  /** What a reference points to, as far as it can be told. */
  sealed interface Target {
    /** Another resource of the same source: {@code Type/id} or its {@code urn:uuid:}. */
    record Resource(String key) implements Target {
      /** The type that the reference names; empty for a URN. */
      String type() {
        int slash = key.indexOf('/');
        return slash < 0 ? "" : key.substring(0, slash);
      }
    }

    /** The subject, by number. */
    record SubjectByNumber() implements Target {}

    /** Something else: another server, a logical reference, or nothing at all. */
    record Unknown(String type) implements Target {}
  }
}
