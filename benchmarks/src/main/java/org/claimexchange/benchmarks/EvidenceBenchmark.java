package org.claimexchange.benchmarks;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.ledger.EvidenceOutcome;
import org.claimexchange.model.evidence.Evidence;
import org.claimexchange.model.release.ReleaseBody;
import org.claimexchange.verifier.evidence.EvidenceException;
import org.claimexchange.verifier.evidence.EvidenceExpectation;
import org.claimexchange.verifier.evidence.EvidencePolicy;
import org.claimexchange.verifier.evidence.EvidenceVerifier;
import org.claimexchange.verifier.evidence.Freshness;

/**
 * Evidence of a release, made by the embedded network: how often a second one core verifies it
 * whole, against the bare checks of the signatures that must hold: each endorsement, and each
 * endorser's certificate under its root.
 */
final class EvidenceBenchmark implements Benchmark {
  /** The endorser's, and its root's on the endorser's certificate. */
  private static final int SIGNATURES_AN_ENDORSEMENT = 2;

  private static final int READS = 32;
  private static final int WARM_UP = 6_000;
  private static final int ROUNDS = 4_000;

  private final Clock clock = Clock.systemUTC();
  private final SecureRandom random = new SecureRandom();

  /** One evidence with what it is held against. */
  private record Sample(Evidence evidence, EvidenceExpectation expected) {}

  @Override
  public String name() {
    return "evidence";
  }

  @Override
  public String about() {
    return "verifications a second a core, against the bare signature checks in one";
  }

  @Override
  public Map<String, Object> run(PrintWriter out) throws Exception {
    Path folder = Files.createTempDirectory("benchmark-evidence");
    Path home = Path.of(System.getProperty("exchange.home", "."));
    List<Sample> samples;
    Map<String, List<X509Certificate>> roots = new LinkedHashMap<>();
    try (MeasuredLedger ledger = new MeasuredLedger(folder, home, clock, random)) {
      ledger.network().rootCertificates().forEach((mspId, root) -> roots.put(mspId, List.of(root)));
      samples = samples(ledger);
    }
    EvidenceVerifier verifier =
        new EvidenceVerifier(
            EvidencePolicy.claims(
                roots, new Freshness.Within(Duration.ofHours(1), Duration.ofMinutes(1), clock)));
    int signatures =
        SIGNATURES_AN_ENDORSEMENT
            * samples.getFirst().evidence().reads().getFirst().endorsements().size();
    BareSignatures bare = new BareSignatures(new BouncyCastleProvider(), random);
    perSecond(samples, verifier, WARM_UP);
    double first = bare.rate(0, signatures, 0);
    double verified = perSecond(samples, verifier, ROUNDS);
    double alone = (first + bare.rate(0, signatures, 0)) / 2;
    return report(out, verified, alone, signatures);
  }

  private List<Sample> samples(MeasuredLedger ledger) {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < READS; i++) {
      ClaimCase claim = ledger.world().newCase(World.mother());
      MeasuredLedger.committed(ledger.operator().recordRequest(claim.recordRequest()));
      MeasuredLedger.committed(ledger.operator().grant(claim.grant()));
      ReleaseBody release = claim.releaseBody();
      MeasuredLedger.committed(ledger.operator().openRelease(claim.openRelease(release)));
      var request = claim.evidenceOfRelease(release, World.FIRST_HOSPITAL);
      if (!(ledger.operator().evidence(request) instanceof EvidenceOutcome.Endorsed endorsed)) {
        throw new IllegalStateException("no evidence of a release that is open");
      }
      samples.add(
          new Sample(
              endorsed.evidence(),
              EvidenceExpectation.of(
                  release.release(), World.FIRST_HOSPITAL, request.query().nonce())));
    }
    return samples;
  }

  /** In processor time of this thread, so that others on the machine count for little. */
  private static double perSecond(List<Sample> samples, EvidenceVerifier verifier, int rounds)
      throws EvidenceException {
    long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    for (int i = 0; i < rounds; i++) {
      Sample sample = samples.get(i % samples.size());
      verifier.release(sample.evidence(), sample.expected());
    }
    return rounds * 1e9 / (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun);
  }

  private static Map<String, Object> report(
      PrintWriter out, double verified, double alone, int signatures) {
    out.printf("%-60s %8s%n", "a second, on one core", "");
    out.printf("%-60s %8.0f%n", "verifications of evidence", verified);
    out.printf("%-60s %8.0f%n", "its " + signatures + " signatures alone", alone);
    out.printf("%-60s %8.2f%n", "ratio (at least 0.50)", verified / alone);
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("benchmark", "evidence");
    figures.put("signatures", signatures);
    figures.put("verificationsPerSecondACore", Figures.rounded(verified, 0));
    figures.put("signaturesAlonePerSecondACore", Figures.rounded(alone, 0));
    figures.put("ratio", Figures.rounded(verified / alone, 2));
    return figures;
  }
}
