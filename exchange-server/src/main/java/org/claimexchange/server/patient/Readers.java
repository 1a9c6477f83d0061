package org.claimexchange.server.patient;

import java.time.Clock;
import java.util.Optional;
import org.claimexchange.model.consent.RelationKind;
import org.claimexchange.model.person.Person;
import org.claimexchange.server.register.Registers;
import org.claimexchange.server.request.DataRequest;
import org.claimexchange.server.request.DataRequestStatus;
import org.claimexchange.server.request.DataRequests;
import org.claimexchange.server.request.LinkOpening;

/** Who may see and answer a request: its subject, and whoever is registered to act for them. */
final class Readers {
  private final DataRequests requests;
  private final Registers registers;
  private final Clock clock;

  Readers(DataRequests requests, Registers registers, Clock clock) {
    this.requests = requests;
    this.registers = registers;
    this.clock = clock;
  }

  /**
   * Opens a one-time link.
   *
   * @throws PatientProblemException the same for a wrong person as for an unknown link
   */
  String redeem(String linkToken, Person reader) {
    return switch (requests.open(linkToken, reader.id())) {
      case LinkOpening.Opened opened -> opened.request().id();
      case LinkOpening.NotForReader _ ->
          throw new PatientProblemException(PatientProblem.LINK_CLOSED, "not for this reader");
      case LinkOpening.Closed _ ->
          throw new PatientProblemException(PatientProblem.LINK_CLOSED, "closed");
    };
  }

  /**
   * A request for one of its readers.
   *
   * @throws PatientProblemException the same for a wrong person as for an unknown request
   */
  Read read(String requestId, Person reader) {
    return requests
        .find(requestId)
        .flatMap(request -> relation(request, reader).map(kind -> new Read(request, reader, kind)))
        .orElseThrow(() -> new PatientProblemException(PatientProblem.NOT_FOUND));
  }

  /**
   * As {@link #read}, and it can still be answered.
   *
   * @throws PatientProblemException if it cannot
   */
  Read readOpen(String requestId, Person reader) {
    Read read = read(requestId, reader);
    if (!isOpen(read.request())) {
      throw new PatientProblemException(PatientProblem.REQUEST_CLOSED);
    }
    return read;
  }

  /** Whether it can still be answered. */
  boolean isOpen(DataRequest request) {
    return request.status() == DataRequestStatus.OPEN
        && clock.instant().isBefore(request.expiresAt());
  }

  /** A request without asking who reads: for what a person granted before. */
  Optional<DataRequest> find(String requestId) {
    return requests.find(requestId);
  }

  private Optional<RelationKind> relation(DataRequest request, Person reader) {
    if (request.body().subject().equals(reader.id())) {
      return Optional.of(RelationKind.SELF);
    }
    return registers
        .relation(request.body().subject(), reader.id())
        .map(proven -> proven.entry().kind());
  }

  /**
   * A request, who reads it, and as what.
   *
   * @param request what is asked
   * @param reader who is logged in
   * @param relation how the reader stands to the subject
   */
  record Read(DataRequest request, Person reader, RelationKind relation) {
    /** The subject as the statement names them. */
    Person subject() {
      return relation == RelationKind.SELF
          ? reader
          : new Person(request.body().subject(), request.subjectName());
    }

    @Override
    public String toString() {
      return "Read[" + request.id() + "]";
    }
  }
}
