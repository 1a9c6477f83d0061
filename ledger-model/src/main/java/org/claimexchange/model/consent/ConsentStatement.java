package org.claimexchange.model.consent;

import java.util.List;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.json.CanonicalJson;

/**
 * What a grantor signs: canonical JSON of digests, whose openings ({@link ConsentOpenings}) travel
 * beside it. On the ledger stands only {@link #digest()}.
 *
 * @param type {@value #TYPE}
 * @param consent id of the consent, opaque
 * @param request id of the request it answers
 * @param subject digest of the {@code Person} whose records are asked for
 * @param grantor digest of the {@code Person} who signs
 * @param relation digest of the {@code RelationKind} of grantor to subject
 * @param recipients digest of the list of {@code Recipient}s
 * @param purpose digest of the {@code Purpose}
 * @param parts one digest for each {@code Part}
 * @param terms digest of the {@code Terms}
 * @param shown digest of the {@code ShownText}
 * @param witness digest of the list of {@code Witness}es: one where it was signed at a counter,
 *     else none, which looks the same
 */
public record ConsentStatement(
    String type,
    String consent,
    String request,
    Digest subject,
    Digest grantor,
    Digest relation,
    Digest recipients,
    Digest purpose,
    List<Digest> parts,
    Digest terms,
    Digest shown,
    Digest witness) {
  /** The type and version of this statement. */
  public static final String TYPE = "claimexchange/consent-statement/v1";

  /**
   * @throws IllegalArgumentException if the type is another or there is no part
   */
  public ConsentStatement {
    if (!TYPE.equals(type)) {
      throw new IllegalArgumentException("expected a statement of type " + TYPE);
    }
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a consent has at least one part");
    }
    parts = List.copyOf(parts);
  }

  /** The statement of the given openings. */
  public static ConsentStatement of(String consent, String request, ConsentOpenings openings) {
    return new ConsentStatement(
        TYPE,
        consent,
        request,
        openings.subject().digest(),
        openings.grantor().digest(),
        openings.relation().digest(),
        openings.recipients().digest(),
        openings.purpose().digest(),
        openings.parts().stream().map(part -> part.digest()).toList(),
        openings.terms().digest(),
        openings.shown().digest(),
        openings.witness().digest());
  }

  /** The exact bytes that are signed. */
  public byte[] canonicalBytes() {
    return CanonicalJson.write(this);
  }

  /** SHA-256 of the exact bytes that are signed: what stands on the ledger. */
  public Digest digest() {
    return Digest.of(canonicalBytes());
  }
}
