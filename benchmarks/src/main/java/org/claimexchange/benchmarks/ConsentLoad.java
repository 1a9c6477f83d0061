package org.claimexchange.benchmarks;

import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.LedgerBlocks;
import org.claimexchange.model.transaction.Grant;

/** Grants through {@link ConsentLedger}, signed before, for requests recorded before. */
final class ConsentLoad implements Load, AutoCloseable {
  private static final int PREPARING = 64;

  private final String name;
  private final World world;
  private final ConsentLedger operator;
  private final ConsentLedger regulator;
  private final CallTimes times = new CallTimes();
  private final Supplier<CpuUsed> cpu;
  private int prepared;

  /**
   * @param channel to the operator's peer
   * @param regulators to the regulator's
   * @param cpu processor time so far
   */
  ConsentLoad(
      String name,
      LedgerParties parties,
      Channel channel,
      Channel regulators,
      Supplier<CpuUsed> cpu) {
    this.name = name;
    this.cpu = cpu;
    this.world = parties.world();
    this.operator = parties.as(World.OPERATOR, ClientInterceptors.intercept(channel, times));
    this.regulator = parties.as(World.REGULATOR, regulators);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public CallTimes times() {
    return times;
  }

  @Override
  public CpuUsed cpu() {
    return cpu.get();
  }

  @Override
  public List<LongSupplier> prepared(int grants) throws Exception {
    List<ClaimCase> cases = new ArrayList<>();
    for (int i = 0; i < grants; i++) {
      cases.add(world.newCase(World.mother()));
    }
    Callers.atATime(
        PREPARING,
        cases,
        one -> MeasuredLedger.committed(operator.recordRequest(one.recordRequest())));
    for (ClaimCase one : cases.subList(Math.max(0, grants - PREPARING), grants)) {
      awaitAtRegulator(one);
    }
    prepared += grants;
    return cases.stream().map(ClaimCase::grant).map(this::call).toList();
  }

  /** All that requests and grants so far wrote, as the blocks have it. */
  WrittenByGrants written() {
    WrittenByGrants written = new WrittenByGrants();
    try (LedgerBlocks blocks = operator.blocks(0)) {
      while (written.grants() < prepared) {
        blocks.next().writes().forEach(written::add);
      }
    }
    return written;
  }

  private LongSupplier call(Grant grant) {
    return () -> MeasuredLedger.committed(operator.grant(grant)).block();
  }

  /** A peer may know a block later than another; a grant before that would be endorsed twice. */
  private void awaitAtRegulator(ClaimCase one) throws InterruptedException {
    while (regulator.findRequest(one.request().request()).isEmpty()) {
      Thread.sleep(10);
    }
  }

  @Override
  public void close() {
    operator.close();
    regulator.close();
  }
}
