package org.claimexchange.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.transaction.Grant;

/**
 * Where the time of one grant goes. Processor time of both processes is measured during the run;
 * signatures, JSON, the disk and an empty call are measured one by one, in this process; what is
 * derived from others is marked.
 */
final class GrantCosts {
  private static final int ROUNDS = 2_000;
  private static final int SYNCS = 50;

  /** Endorse, Submit, CommitStatus. */
  private static final int CALLS = 3;

  /** The contract of each peer reads both sides and holds them against their canonical form. */
  private static final int PEERS = 2;

  private final MeasuredLedger ledger;
  private final BareSignatures bare;
  private final Path folder;

  GrantCosts(MeasuredLedger ledger, BareSignatures bare, Path folder) {
    this.ledger = ledger;
    this.bare = bare;
    this.folder = folder;
  }

  void print(PrintWriter out, Map<String, Object> figures, GrantRun.Result result)
      throws Exception {
    double sign = bare.secondsToSign() * 1e3;
    double verify = bare.secondsToVerify() * 1e3;
    double firstSeen = bare.secondsToVerifyFirstSeen() * 1e3;
    Map<String, Object> costs = new LinkedHashMap<>();
    out.printf("%-86s %8s%n", "one grant at " + result.clients() + " clients", "cpu ms");
    for (GrantSignatures one : GrantSignatures.values()) {
      double each = one.made() * sign + one.checked() * verify + one.firstSeen() * firstSeen;
      line(out, costs, one.name(), one.what(), each);
    }
    double inContract =
        GrantSignatures.TOKENS.checked() * verify
            + GrantSignatures.STATEMENT.firstSeen() * firstSeen;
    double all =
        GrantSignatures.MADE * sign
            + GrantSignatures.CHECKED * verify
            + GrantSignatures.FIRST_SEEN * firstSeen;
    line(out, costs, "signatures", "all signatures (measured bare, on one core)", all);
    double json = json();
    line(out, costs, "json", "JSON: written once, read and held canonical twice (measured)", json);
    double call = emptyCall(sign + verify);
    line(
        out,
        costs,
        "grpc",
        "gRPC between client and gateway, three calls (one call measured, less signatures)",
        CALLS * call);
    line(
        out,
        costs,
        "sync",
        "sync of the disk, its share (measured; waiting, not cpu)",
        sync(result));
    double rest = result.chaincodeMillis() - inContract;
    line(out, costs, "chaincode", "contract's process, all (measured)", result.chaincodeMillis());
    line(
        out,
        costs,
        "chaincodeRest",
        "  of it JSON, digests, registers, its gRPC (all less signatures: estimated)",
        rest);
    line(out, costs, "network", "client and network, all (measured)", result.ownMillis());
    line(
        out,
        costs,
        "whole",
        "both processes (measured)",
        result.ownMillis() + result.chaincodeMillis());
    out.println();
    figures.put("signMicros", Figures.rounded(sign * 1e3, 0));
    figures.put("verifyMicros", Figures.rounded(verify * 1e3, 0));
    figures.put("verifyFirstSeenMicros", Figures.rounded(firstSeen * 1e3, 0));
    figures.put("cpuMillis", costs);
  }

  private static void line(
      PrintWriter out, Map<String, Object> costs, String key, String what, double millis) {
    out.printf("%-86s %8.3f%n", what, millis);
    costs.put(key, Figures.rounded(millis, 3));
  }

  private double json() {
    ClaimCase claim = ledger.world().newCase(World.mother());
    Grant grant = claim.grant();
    byte[] open = CanonicalJson.write(grant.open());
    byte[] hidden = CanonicalJson.write(grant.hidden());
    long checked = 0;
    long begun = 0;
    for (int i = -ROUNDS; i < ROUNDS; i++) {
      if (i == 0) {
        begun = System.nanoTime();
      }
      checked += CanonicalJson.write(grant.open()).length;
      checked += CanonicalJson.write(grant.hidden()).length;
      for (int peer = 0; peer < PEERS; peer++) {
        checked += CanonicalJson.readCanonical(open, Grant.Open.class).hashCode();
        checked += CanonicalJson.readCanonical(hidden, Grant.Hidden.class).hashCode();
      }
    }
    if (checked == 0) {
      throw new IllegalStateException("nothing was read");
    }
    return (System.nanoTime() - begun) / 1e6 / ROUNDS;
  }

  /** What became of a transaction is asked by one signed call, which the ledger answers at once. */
  private double emptyCall(double signatures) {
    ClaimCase claim = ledger.world().newCase(World.mother());
    String id =
        MeasuredLedger.committed(ledger.operator().recordRequest(claim.recordRequest()))
            .transactionId();
    long begun = 0;
    for (int i = -ROUNDS; i < ROUNDS; i++) {
      if (i == 0) {
        begun = System.nanoTime();
      }
      ledger.operator().find(id);
    }
    return Math.max(0, (System.nanoTime() - begun) / 1e6 / ROUNDS - signatures);
  }

  private double sync(GrantRun.Result result) throws IOException, GeneralSecurityException {
    byte[] block = new byte[(int) (result.bytes() / Math.max(1, result.blocks()))];
    try (FileChannel file =
        FileChannel.open(
            folder.resolve("sync.measured"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE)) {
      long begun = System.nanoTime();
      for (int i = 0; i < SYNCS; i++) {
        ByteBuffer bytes = ByteBuffer.wrap(block);
        while (bytes.hasRemaining()) {
          file.write(bytes);
        }
        file.force(false);
      }
      double each = (System.nanoTime() - begun) / 1e6 / SYNCS;
      return each * result.blocks() / result.each().size();
    }
  }
}
