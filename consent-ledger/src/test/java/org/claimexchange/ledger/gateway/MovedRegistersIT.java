package org.claimexchange.ledger.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.claimexchange.ledger.gateway.RunningLedger.committed;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.claimexchange.chaincode.testkit.Book;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.ledger.statemachine.Edit;
import org.claimexchange.model.register.Approval;
import org.claimexchange.model.register.IdentityProvider;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.RegisterEntry;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.register.Relation;
import org.claimexchange.model.register.TextTemplate;
import org.claimexchange.model.release.ReleaseBody;
import org.claimexchange.model.transaction.Grant;
import org.claimexchange.model.transaction.RecordDelivery;
import org.claimexchange.model.transaction.Revoke;
import org.claimexchange.model.transaction.Withdrawal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An endorsement rests on every register that was read for it: what is held back until one of them
 * has moved is void, whosever entry it was that changed.
 */
class MovedRegistersIT {
  private static RunningLedger running;
  private static World world;
  private static Wire wire;

  @BeforeAll
  static void start(@TempDir Path folder) {
    running = new RunningLedger(folder, Duration.ofMillis(2));
    world = running.world;
    wire = new Wire(running, running.identity(World.OPERATOR));
  }

  @AfterAll
  static void stop() {
    wire.close();
    running.close();
  }

  @ParameterizedTest
  @EnumSource(RegisterName.class)
  void aGrantEndorsedBeforeARegisterMovesAndHandedInAfterIsVoid(RegisterName moved)
      throws Exception {
    ClaimCase claim = world.newCase(World.mother());
    committed(running.operator().recordRequest(claim.recordRequest()));
    Grant grant = claim.grant();
    var held = wire.endorsed(grant);
    move(moved);

    assertThat(Wire.code(held)).isEqualTo("MVCC_READ_CONFLICT");

    assertThat(running.operator().findConsent(grant.open().consent())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = RegisterName.class,
      names = {"PARTICIPANTS", "APPROVALS", "RELATIONS"})
  void aReleaseEndorsedBeforeARegisterMovesAndHandedInAfterIsVoid(RegisterName moved)
      throws Exception {
    ClaimCase claim = running.granted();
    ReleaseBody release = claim.releaseBody();
    var held = wire.endorsed(claim.openRelease(release));
    move(moved);

    assertThat(Wire.code(held)).isEqualTo("MVCC_READ_CONFLICT");

    assertThat(running.operator().findRelease(release.release())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = RegisterName.class,
      names = {"PARTICIPANTS", "APPROVALS", "RELATIONS"})
  void aDeliveryEndorsedBeforeARegisterMovesAndHandedInAfterIsVoid(RegisterName moved)
      throws Exception {
    ClaimCase claim = running.granted();
    ReleaseBody release = claim.releaseBody();
    committed(running.operator().openRelease(claim.openRelease(release)));
    RecordDelivery delivery = claim.recordDelivery(release);
    var held = wire.endorsed(delivery);
    move(moved);

    assertThat(Wire.code(held)).isEqualTo("MVCC_READ_CONFLICT");

    assertThat(running.operator().findDelivery(delivery.open().delivery())).isEmpty();
  }

  /** A withdrawal that a register overtook is void as well; it is sent again and counts. */
  @ParameterizedTest
  @EnumSource(
      value = RegisterName.class,
      names = {"PARTICIPANTS", "PROVIDERS"})
  void aWithdrawalThatARegisterOvertookIsMadeOnceMoreAndCounts(RegisterName moved)
      throws Exception {
    ClaimCase claim = running.granted();
    Revoke signed = claim.revoke();
    var held = wire.endorsed(signed);
    move(moved);
    assertThat(Wire.code(held)).isEqualTo("MVCC_READ_CONFLICT");

    Revoke byThePresentRegisters =
        (Revoke)
            Edit.hidden(
                Edit.calledBy(signed, world.participants().proven(World.OPERATOR)),
                "withdrawal",
                List.of(
                    Edit.with(
                        signed.hidden().withdrawal().getFirst(),
                        Withdrawal.class,
                        "provider",
                        world.providers().proven(World.PROVIDER))));

    committed(running.operator().revoke(byThePresentRegisters));
  }

  /** Nothing but a fresh salt: the register is another one all the same. */
  private static void move(RegisterName register) {
    switch (register) {
      case PARTICIPANTS -> resalt(world.participants(), World.OTHER_INSURER, Participant.class);
      case PROVIDERS -> resalt(world.providers(), World.PROVIDER, IdentityProvider.class);
      case APPROVALS -> resalt(world.approvals(), World.APPROVAL, Approval.class);
      case TEMPLATES -> resalt(world.templates(), World.TEMPLATE, TextTemplate.class);
      case RELATIONS -> resalt(world.relations(), World.RELATION, Relation.class);
    }
  }

  private static <T extends RegisterEntry> void resalt(Book<T> book, String id, Class<T> type) {
    T fresh = Edit.of(book.entry(id), type, tree -> tree.put("salt", world.salt().value()));
    committed(
        running
            .regulator()
            .changeRegister(book.put(fresh, world.participants().proven(World.REGULATOR))));
  }
}
