package org.claimexchange.ledger.statemachine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.RetryPolicy;
import org.claimexchange.ledger.SubmissionJournal;
import org.claimexchange.ledger.embedded.NetworkIdentity;
import org.claimexchange.ledger.gateway.RunningLedger;

/** What all sequences share: the network, the registers, and everybody who calls. */
final class Town implements AutoCloseable {
  final RunningLedger running;
  final World world;
  final Registers registers = new Registers();
  private final Map<String, Signer> signers = new LinkedHashMap<>();
  private final List<Signer> outsiders = new ArrayList<>();

  Town(Path folder) {
    running = new RunningLedger(folder, Duration.ofMillis(2));
    world = running.world;
    for (String id :
        List.of(
            World.REGULATOR,
            World.OPERATOR,
            World.FIRST_HOSPITAL,
            World.SECOND_HOSPITAL,
            World.INSURER)) {
      signers.put(id, signer(id, running.identity(id)));
      registers.put(world.participants().entry(id), world.participants().version());
    }
    registers.put(world.participants().entry(World.OTHER_INSURER), world.participants().version());
    registers.put(world.providers().entry(World.PROVIDER), world.providers().version());
    registers.put(world.approvals().entry(World.APPROVAL), world.approvals().version());
    registers.put(world.templates().entry(World.TEMPLATE), world.templates().version());
    registers.put(world.relations().entry(World.RELATION), world.relations().version());
    outsiders.add(newSigner("another insurer", "InsurerMSP", "another-insurer"));
    outsiders.add(newSigner("a hospital that is not registered", "SourceMSP", "third-hospital"));
    outsiders.add(newSigner("somebody at the operator", "ExchangeMSP", "clerk"));
  }

  Signer signer(String participant) {
    return signers.get(participant);
  }

  Signer operator() {
    return signer(World.OPERATOR);
  }

  List<String> participants() {
    return List.copyOf(signers.keySet());
  }

  /** Those whose certificate is of an organization and in no register, or no more. */
  List<Signer> outsiders() {
    return outsiders;
  }

  /** The operator signs with another certificate from now on. */
  void rotateOperator(Signer next) {
    outsiders.add(signers.put(World.OPERATOR, next));
  }

  Signer newSigner(String name, String mspId, String commonName) {
    return signer(name, running.network.issueClient(mspId, commonName));
  }

  private Signer signer(String name, NetworkIdentity identity) {
    ConsentLedger ledger = running.as(identity, RetryPolicy.none(), SubmissionJournal.none());
    return new Signer(name, identity, ledger);
  }

  @Override
  public void close() {
    signers.values().forEach(signer -> signer.ledger().close());
    outsiders.forEach(signer -> signer.ledger().close());
    running.close();
  }
}
