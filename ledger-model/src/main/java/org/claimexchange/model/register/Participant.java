package org.claimexchange.model.register;

import java.util.List;
import org.claimexchange.model.disclosure.Salt;

/**
 * An operator, regulator, source or insurer.
 *
 * @param id participant id, such as {@code insurer-anxin}
 * @param role what it is
 * @param mspId the ledger organization whose certificates it uses, such as {@code InsurerMSP}
 * @param name full legal name
 * @param certificates its certificates, older ones kept with their end
 * @param status whether it counts
 * @param salt fresh with every change
 */
public record Participant(
    String id,
    Role role,
    String mspId,
    String name,
    List<RegisteredCertificate> certificates,
    EntryStatus status,
    Salt salt)
    implements RegisterEntry {
  public Participant {
    certificates = List.copyOf(certificates);
  }

  @Override
  public RegisterName register() {
    return RegisterName.PARTICIPANTS;
  }
}
