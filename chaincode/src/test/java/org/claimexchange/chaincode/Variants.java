package org.claimexchange.chaincode;

import java.time.Duration;
import java.util.List;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.register.Approval;
import org.claimexchange.model.register.EntryStatus;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Relation;
import org.claimexchange.model.release.ReleaseBody;
import org.claimexchange.model.request.RequestBody;

/** Valid things with one member changed. */
final class Variants {
  private final Bench bench;
  private final World world;

  Variants(Bench bench) {
    this.bench = bench;
    this.world = bench.world;
  }

  void suspend(String participant) {
    Participant present = world.participants().entry(participant);
    Participant suspended =
        new Participant(
            present.id(),
            present.role(),
            present.mspId(),
            present.name(),
            present.certificates(),
            EntryStatus.SUSPENDED,
            world.salt());
    bench.commit(
        World.REGULATOR,
        world.participants().put(suspended, world.participants().proven(World.REGULATOR)));
  }

  void change(Approval approval) {
    bench.commit(
        World.REGULATOR,
        world.approvals().put(approval, world.participants().proven(World.REGULATOR)));
  }

  void end(Relation relation) {
    bench.commit(
        World.REGULATOR,
        world
            .relations()
            .put(
                new Relation(
                    relation.id(),
                    relation.kind(),
                    relation.subject(),
                    relation.grantor(),
                    relation.proof(),
                    relation.attestedBy(),
                    relation.from(),
                    relation.to(),
                    EntryStatus.ENDED,
                    world.salt()),
                world.participants().proven(World.REGULATOR)));
  }

  Approval withStatus(Approval approval, EntryStatus status) {
    return new Approval(
        approval.id(),
        approval.insurer(),
        approval.categories(),
        approval.purposes(),
        approval.from(),
        approval.to(),
        status,
        world.salt());
  }

  RequestBody resalted(RequestBody body) {
    return new RequestBody(
        body.type(),
        body.request(),
        body.insurer(),
        body.recipients(),
        body.subject(),
        body.purpose(),
        body.parts(),
        body.standing(),
        body.task(),
        world.salt());
  }

  ReleaseBody resalted(ReleaseBody body) {
    return new ReleaseBody(
        body.type(),
        body.release(),
        body.consent(),
        body.parts(),
        body.deadline(),
        body.notices(),
        world.salt());
  }

  ReleaseBody withParts(ReleaseBody body, List<Digest> parts) {
    return new ReleaseBody(
        body.type(),
        body.release(),
        body.consent(),
        parts,
        body.deadline(),
        body.notices(),
        body.salt());
  }

  ReleaseBody withDeadline(ReleaseBody body, Duration fromNow) {
    return new ReleaseBody(
        body.type(),
        body.release(),
        body.consent(),
        body.parts(),
        bench.clock.instant().plus(fromNow),
        body.notices(),
        body.salt());
  }
}
