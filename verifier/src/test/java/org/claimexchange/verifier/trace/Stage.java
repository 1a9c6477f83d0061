package org.claimexchange.verifier.trace;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.Keys;
import org.claimexchange.chaincode.testkit.LedgerCertificates;
import org.claimexchange.chaincode.testkit.ObjectionCase;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.model.consent.ConsentState;
import org.claimexchange.model.consent.ConsentStatus;
import org.claimexchange.model.feed.FeedContent;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.register.MerkleTree;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.register.RegisterState;
import org.claimexchange.model.release.ReleaseBody;
import org.claimexchange.model.transaction.ChangeRegister;
import org.claimexchange.model.transaction.Grant;
import org.claimexchange.model.transaction.Initialize;
import org.claimexchange.model.transaction.RecordDelivery;
import org.claimexchange.model.transaction.Revoke;
import org.claimexchange.model.transaction.Transaction;
import org.claimexchange.verifier.sample.Authority;
import org.claimexchange.verifier.sample.SampleBlocks;
import org.claimexchange.verifier.sample.SampleFeed;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * A guardian's consent from request to erasure, and an objection with its answer, on a ledger and
 * in a feed, of which one thing can be made wrong.
 */
final class Stage {
  static final Instant NOW = Instant.parse("2026-11-20T02:30:00Z");

  /** Changes what the feed says of a function. */
  final Map<String, UnaryOperator<FeedContent>> told = new HashMap<>();

  /** Functions of which the feed says nothing. */
  final Set<String> untold = new HashSet<>();

  /** Functions that the peers judged void. */
  final Set<String> voided = new HashSet<>();

  /** Functions that wrote nothing. */
  final Set<String> repeated = new HashSet<>();

  /** Who handed in a function, where it is not the operator. */
  final Map<String, String> creators = new HashMap<>();

  final KeyPair keys;
  final World world;
  final SampleBlocks blocks = new SampleBlocks();
  final SampleFeed feed;
  final Map<String, String> ids = new LinkedHashMap<>();
  private final ClaimCase claim;

  Stage(KeyPair keys) {
    this.keys = keys;
    Authority authority = Authority.root("CN=上海市医疗保障局", NOW);
    feed = new SampleFeed(authority.recipient("CN=监管数据", keys, NOW).certificate());
    world =
        new World(
            Clock.fixed(NOW, ZoneOffset.UTC),
            new SecureRandom(),
            new LedgerCertificates(
                Keys.certificate("regulator", NOW),
                Keys.certificate("operator", NOW),
                Keys.certificate("ruihua", NOW),
                Keys.certificate("pudong", NOW),
                Keys.certificate("anxin", NOW)));
    for (Transaction transaction : world.setUp()) {
      String id = blocks.add("RegulatorMSP", transaction, NOW, writes(transaction));
      feed.add(id, SampleFeed.content(id, transaction));
    }
    claim = world.newCase(World.child());
  }

  Stage() {
    this(Authority.ecKeys());
  }

  /** Plays all of it, with what was made wrong before. */
  Stage play() {
    hand(claim.recordRequest());
    Grant grant = claim.grant(draft -> draft.byGuardian());
    hand(grant);
    ReleaseBody release = claim.releaseBody();
    hand(claim.openRelease(release));
    RecordDelivery delivery = claim.recordDelivery(release);
    hand(delivery);
    hand(claim.recordReceipt(delivery));
    hand(claim.revoke());
    hand(claim.recordErasure(delivery));
    ObjectionCase objection = new ObjectionCase(world, claim);
    hand(objection.file(World.OPERATOR));
    hand(objection.resolve(World.OPERATOR));
    return this;
  }

  String consent() {
    return claim.consent();
  }

  /** Hands in one transaction. */
  String hand(Transaction transaction) {
    String function = transaction.function();
    Map<String, String> writes = repeated.contains(function) ? Map.of() : writes(transaction);
    String id =
        blocks.add(
            creators.getOrDefault(function, "ExchangeMSP"),
            transaction,
            NOW,
            writes,
            voided.contains(function)
                ? TxValidationCode.MVCC_READ_CONFLICT
                : TxValidationCode.VALID);
    ids.put(function, id);
    if (!untold.contains(function)) {
      feed.add(
          id,
          told.getOrDefault(function, UnaryOperator.identity())
              .apply(SampleFeed.content(id, transaction)));
    }
    return id;
  }

  /** The feed says a text of the hidden side otherwise. */
  void tellOtherwise(String function, UnaryOperator<String> change) {
    told.put(
        function,
        content ->
            new FeedContent(
                FeedContent.TYPE,
                content.transactionId(),
                content.function(),
                content.open(),
                CanonicalJson.read(
                    change.apply(CanonicalJson.writeText(content.hidden())),
                    com.fasterxml.jackson.databind.JsonNode.class)));
  }

  TraceReport whole(Path folder) throws Exception {
    return new Tracer(clock(), false).whole(input(folder, keys.getPrivate()));
  }

  TraceReport story(Path folder) throws Exception {
    return story(folder, consent());
  }

  TraceReport story(Path folder, String consent) throws Exception {
    return new Tracer(clock(), false)
        .consent(input(folder, keys.getPrivate()), consent)
        .orElseThrow();
  }

  TraceInput input(Path folder, PrivateKey... opening) throws IOException {
    blocks.writeFile(folder.resolve("ledger.blocks"));
    feed.write(folder.resolve("feed.ndjson"));
    return new TraceInput(
        folder.resolve("ledger.blocks"),
        folder.resolve("feed.ndjson"),
        List.of(opening),
        List.of());
  }

  static Clock clock() {
    return Clock.fixed(NOW, ZoneOffset.UTC);
  }

  static List<String> kinds(TraceReport report) {
    return report.findings().stream().map(finding -> finding.kind().id()).distinct().toList();
  }

  private static Map<String, String> writes(Transaction transaction) {
    if (transaction instanceof Initialize initialize) {
      MerkleTree tree = new MerkleTree();
      tree.set(0, initialize.hidden().regulator().leaf());
      return register(new RegisterState(RegisterName.PARTICIPANTS, tree.root(), 1, NOW));
    }
    if (transaction instanceof ChangeRegister change) {
      return register(
          new RegisterState(
              change.open().register(), change.open().root(), change.open().version(), NOW));
    }
    if (transaction instanceof Revoke revoke) {
      ConsentState state =
          new ConsentState(
              revoke.open().consent(),
              revoke.hidden().statement().request(),
              revoke.hidden().statement().digest(),
              revoke.open().proof(),
              ConsentStatus.REVOKED,
              0,
              NOW);
      return Map.of(
          "\u0000consent\u0000" + revoke.open().consent() + "\u0000",
          CanonicalJson.writeText(state));
    }
    return Map.of("\u0000state\u0000", CanonicalJson.writeText(transaction.open()));
  }

  private static Map<String, String> register(RegisterState state) {
    return Map.of(
        "\u0000register\u0000" + CanonicalJson.tree(state.register()).asText() + "\u0000",
        CanonicalJson.writeText(state));
  }
}
