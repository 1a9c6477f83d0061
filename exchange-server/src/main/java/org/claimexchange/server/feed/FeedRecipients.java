package org.claimexchange.server.feed;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.register.CertificateUse;
import org.claimexchange.model.register.EntryStatus;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.register.RegisteredCertificate;
import org.claimexchange.model.register.Role;
import org.claimexchange.model.transaction.ChangeRegister;
import org.claimexchange.model.transaction.FileObjection;
import org.claimexchange.model.transaction.Grant;
import org.claimexchange.model.transaction.Initialize;
import org.claimexchange.model.transaction.OpenRelease;
import org.claimexchange.model.transaction.RecordDelivery;
import org.claimexchange.model.transaction.RecordErasure;
import org.claimexchange.model.transaction.RecordReceipt;
import org.claimexchange.model.transaction.RecordRequest;
import org.claimexchange.model.transaction.Refuse;
import org.claimexchange.model.transaction.ResolveObjection;
import org.claimexchange.model.transaction.Revoke;
import org.claimexchange.model.transaction.Transaction;
import org.claimexchange.server.register.Regulators;

/**
 * To which certificate an entry is encrypted: of all encryption certificates of active regulators
 * that count now, the one that counts from the latest time. Where none is registered yet, the one
 * that the transaction itself registers, so that a feed begins with the setting up.
 */
final class FeedRecipients {
  private final Regulators regulators;
  private final Clock clock;

  FeedRecipients(Regulators regulators, Clock clock) {
    this.regulators = regulators;
    this.clock = clock;
  }

  Optional<RegisteredCertificate> of(Transaction transaction) {
    Instant now = clock.instant();
    return newest(regulators.regulators(), now).or(() -> newest(brought(transaction), now));
  }

  private static Optional<RegisteredCertificate> newest(List<Participant> among, Instant now) {
    return among.stream()
        .filter(one -> one.role() == Role.REGULATOR && one.status() == EntryStatus.ACTIVE)
        .flatMap(one -> one.certificates().stream())
        .filter(one -> one.use() == CertificateUse.ENCRYPTION && one.liveAt(now))
        .max(Comparator.comparing(RegisteredCertificate::from));
  }

  private static List<Participant> brought(Transaction transaction) {
    return switch (transaction) {
      case Initialize initialize -> List.of(initialize.hidden().regulator());
      case ChangeRegister change ->
          change.open().register() == RegisterName.PARTICIPANTS
              ? List.of(CanonicalJson.read(change.hidden().entry(), Participant.class))
              : List.of();
      case RecordRequest _,
          Grant _,
          Refuse _,
          Revoke _,
          OpenRelease _,
          RecordDelivery _,
          RecordReceipt _,
          RecordErasure _,
          FileObjection _,
          ResolveObjection _ ->
          List.of();
    };
  }
}
