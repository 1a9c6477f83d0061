package org.claimexchange.server.request;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.claimexchange.model.consent.Recipient;
import org.claimexchange.model.person.PersonId;
import org.claimexchange.server.register.ParticipantFacts;
import org.claimexchange.server.register.Registers;

/** Data requests from the database. */
final class StoredDataRequests implements DataRequests {
  private final RequestTable table;
  private final Registers registers;
  private final int retentionDays;
  private final Clock clock;

  StoredDataRequests(RequestTable table, Registers registers, int retentionDays, Clock clock) {
    this.table = table;
    this.registers = registers;
    this.retentionDays = retentionDays;
    this.clock = clock;
  }

  @Override
  public Optional<DataRequest> find(String requestId) {
    return table.find(requestId).map(this::read);
  }

  @Override
  public LinkOpening open(String linkToken, PersonId reader) {
    Optional<RequestRow> row =
        table
            .byLink(linkToken)
            .filter(r -> clock.instant().isBefore(r.expiresAt()))
            .filter(r -> r.status() != DataRequestStatus.REQUESTED);
    if (row.isEmpty()) {
      return new LinkOpening.Closed();
    }
    DataRequest request = read(row.get());
    PersonId subject = request.body().subject();
    boolean self = subject.equals(reader);
    if (!self && registers.relation(subject, reader).isEmpty()) {
      return new LinkOpening.NotForReader();
    }
    return table.bind(request.id(), reader)
        ? new LinkOpening.Opened(request, !self)
        : new LinkOpening.Closed();
  }

  private DataRequest read(RequestRow row) {
    StoredRequest stored = table.document(row.id());
    List<String> sources =
        stored.body().parts().stream().map(part -> part.source()).distinct().toList();
    return new DataRequest(
        stored.body(),
        stored.claim().toCase(),
        facts(row.insurer()),
        sources.stream().map(this::facts).toList(),
        stored.body().recipients().stream().map(Recipient::participant).map(this::facts).toList(),
        stored.subjectName(),
        new ProposedTerms(Duration.ofDays(stored.validityDays()), stored.uses(), retentionDays),
        stored.returnUrl().stream().findFirst().map(URI::create),
        row.receivedAt(),
        row.expiresAt(),
        row.status());
  }

  private ParticipantFacts facts(String id) {
    return registers
        .facts(id)
        .orElseThrow(() -> new IllegalStateException("a participant that is not registered"));
  }
}
