package org.claimexchange.ledger.registers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.LedgerOutcome;
import org.claimexchange.ledger.registers.RegisterBook.Begun;
import org.claimexchange.ledger.registers.RegisterBook.Pages;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Salt;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.register.MerklePath;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Proven;
import org.claimexchange.model.register.RegisterEntry;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.register.RegisterState;
import org.claimexchange.model.transaction.Attestation;
import org.claimexchange.model.transaction.ChangeRegister;
import org.claimexchange.model.transaction.Initialize;

/**
 * Carries out the regulator's orders: written down as begun, then on the ledger, then in the book.
 * One that was cut off in between is looked for, and sent once more where it does not stand: both
 * read the same registers, so at most one of them counts.
 */
public final class RegisterOffice {
  private final ConsentLedger asRegulator;
  private final RegisterBookFile file;
  private final SecureRandom random;

  /**
   * @param asRegulator called with the regulator's registered certificate
   * @param file where the book is kept
   */
  public RegisterOffice(ConsentLedger asRegulator, RegisterBookFile file, SecureRandom random) {
    this.asRegulator = asRegulator;
    this.file = file;
    this.random = random;
  }

  /**
   * Sets the registers up, once, with the regulator's own entry.
   *
   * @param regulator a participant without its salt
   * @throws RegisterTroubleException if it did not come about
   */
  public RegisterBook initialize(JsonNode regulator) throws IOException {
    RegisterBook book =
        file.read().orElseGet(() -> RegisterBook.empty(regulator.path("id").asText()));
    if (!book.begun().isEmpty()) {
      return settled(book);
    }
    if (book.of(RegisterName.PARTICIPANTS).version() > 0) {
      throw new RegisterTroubleException("the registers of this book are set up already");
    }
    return carryOut(book, begun(book, new RegisterOrder.Put(RegisterName.PARTICIPANTS, regulator)));
  }

  /**
   * Carries an order out; one that was begun before is ended first.
   *
   * @throws RegisterTroubleException if it did not come about
   */
  public RegisterBook carryOut(RegisterOrder order) throws IOException {
    RegisterBook book = settled(known());
    agreesWithLedger(book, order.register());
    return carryOut(book, begun(book, order));
  }

  /**
   * Ends what was begun, if anything was.
   *
   * @throws RegisterTroubleException if it did not come about
   */
  public RegisterBook settle() throws IOException {
    return settled(known());
  }

  /**
   * Whether each register's root on the ledger is the one that the book makes.
   *
   * @throws RegisterTroubleException naming the first that is not
   */
  public void agreesWithLedger(RegisterBook book) {
    for (RegisterName name : RegisterName.values()) {
      agreesWithLedger(book, name);
    }
  }

  private RegisterBook known() throws IOException {
    return file.read()
        .orElseThrow(
            () -> new RegisterTroubleException("there is no book yet; set the registers up first"));
  }

  private void agreesWithLedger(RegisterBook book, RegisterName name) {
    Pages pages = book.of(name);
    RegisterState state =
        asRegulator
            .register(name)
            .orElseThrow(
                () -> new RegisterTroubleException("the registers are not set up on this ledger"));
    if (state.version() != pages.version() || !state.root().matches(pages.root())) {
      throw new RegisterTroubleException(
          "the ledger's register of %s stands at version %d, the book's at %d: take the newest book"
              .formatted(name, state.version(), pages.version()));
    }
  }

  private RegisterBook settled(RegisterBook book) {
    RegisterBook now = book;
    for (Begun late : book.takenBack()) {
      if (stands(late)) {
        now = kept(book.carriedOut(late));
      }
    }
    if (now.begun().isEmpty()) {
      return now;
    }
    Begun change = now.begun().getFirst();
    if (stands(change)) {
      return kept(now.carriedOut(change));
    }
    return handIn(now, change, now.takingBack());
  }

  private boolean stands(Begun change) {
    return asRegulator
        .register(change.register())
        .filter(state -> state.version() == change.version() && state.root().matches(change.root()))
        .isPresent();
  }

  private Begun begun(RegisterBook book, RegisterOrder order) {
    Pages pages = book.of(order.register());
    int place = pages.place(order.id());
    Optional<JsonNode> present = pages.at(place);
    if (present.isEmpty() && order.changesOne()) {
      throw new RegisterTroubleException(
          "the register of %s has no entry %s".formatted(order.register(), order.id()));
    }
    ObjectNode entry =
        order.entry(
            present.map(ObjectNode.class::cast).orElseGet(JsonNodeFactory.instance::objectNode));
    entry.set("salt", CanonicalJson.tree(Salt.fresh(random)));
    RegisterEntry read = RegisterBook.read(order.register(), entry);
    MerklePath path = pages.tree().path(place);
    return new Begun(
        order.register(),
        pages.version() + 1,
        path.rootFrom(read.leaf()),
        place,
        entry,
        attestation(book, order));
  }

  private static List<Attestation> attestation(RegisterBook book, RegisterOrder order) {
    if (!(order instanceof RegisterOrder.Relate relate)) {
      return List.of();
    }
    Proven<Participant> source =
        book.participant(relate.source())
            .orElseThrow(() ->
                new RegisterTroubleException(
                    "no participant " + relate.source() + " is registered"));
    return List.of(new Attestation(relate.word(), source));
  }

  private RegisterBook carryOut(RegisterBook book, Begun change) {
    RegisterBook noted = kept(book.beginning(change));
    return handIn(noted, change, noted.neverSent());
  }

  /**
   * Hands it in.
   *
   * @param refused what the book becomes where the contract refuses
   */
  private RegisterBook handIn(RegisterBook book, Begun change, RegisterBook refused) {
    return switch (send(book, change)) {
      case LedgerOutcome.Committed<RegisterState> done -> kept(book.carriedOut(change));
      case LedgerOutcome.Refused<RegisterState> no -> {
        // Sent once more after it came, it is refused for the caller's old way to the root.
        if (stands(change)) {
          yield kept(book.carriedOut(change));
        }
        kept(refused);
        throw new RegisterTroubleException(
            "the ledger refuses (" + no.refusal().code() + "): " + no.refusal().sentence());
      }
      case LedgerOutcome.Failed<RegisterState> failed -> {
        kept(refused);
        throw new RegisterTroubleException("the contract itself fails: " + failed.reason());
      }
      // Nothing is known or nothing was done: it stays begun, and the next command sends it again.
      case LedgerOutcome.NotEndorsed<RegisterState> not ->
          throw later("not all organizations endorse it: " + not.reason());
      case LedgerOutcome.Invalidated<RegisterState> not -> throw later("void, " + not.code());
      case LedgerOutcome.Unknown<RegisterState> not ->
          throw later("nothing was heard of transaction " + not.transactionId());
    };
  }

  private static RegisterTroubleException later(String why) {
    return new RegisterTroubleException(
        why + "; it stays begun in the book, and `settle`, or the next change, sends it once more");
  }

  private RegisterBook kept(RegisterBook book) {
    file.write(book);
    return book;
  }

  private LedgerOutcome<RegisterState> send(RegisterBook book, Begun change) {
    Pages pages = book.of(change.register());
    RegisterEntry entry = RegisterBook.read(change.register(), change.entry());
    if (change.register() == RegisterName.PARTICIPANTS && pages.entries().isEmpty()) {
      return asRegulator.initialize(
          new Initialize(
              new Initialize.Open(Salt.fresh(random).value()),
              new Initialize.Hidden((Participant) entry)));
    }
    Proven<Participant> caller =
        book.participant(book.regulator())
            .orElseThrow(() ->
                new RegisterTroubleException(
                    "the book has no entry of the regulator, " + book.regulator()));
    Digest root = change.root();
    return asRegulator.changeRegister(
        new ChangeRegister(
            new ChangeRegister.Open(change.register(), change.version(), root),
            new ChangeRegister.Hidden(
                caller,
                pages.at(change.place()).map(CanonicalJson::writeText).orElse(""),
                pages.tree().path(change.place()),
                CanonicalJson.writeText(entry),
                change.attestation())));
  }
}
