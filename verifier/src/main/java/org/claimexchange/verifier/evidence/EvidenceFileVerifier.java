package org.claimexchange.verifier.evidence;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.claimexchange.model.evidence.Evidence;
import org.claimexchange.model.evidence.EvidenceQuery;
import org.claimexchange.model.evidence.EvidenceRead;
import org.claimexchange.verifier.VerificationReport.Outcome;
import org.claimexchange.verifier.evidence.EvidenceReport.Line;

/**
 * Checks a whole file of evidence offline and reports each check of each read. Safe for use by
 * several threads.
 *
 * <pre>{@code
 * var verifier = new EvidenceFileVerifier(EvidencePolicy.claims(roots,
 *     new Freshness.OfAnyAge(Duration.ofMinutes(5), Clock.systemUTC())));
 * var report = verifier.verify(Files.readAllBytes(Path.of("evidence.json")),
 *     new IdRule.AsClaimed(), new IdRule.AsClaimed(), new NonceRule.NotIssued());
 * report.lines().forEach(line -> System.out.println(line.text()));
 * }</pre>
 */
public final class EvidenceFileVerifier {

  private static final String FILE = "file";
  private static final String FILE_HOLDS = "the file is evidence in its one form";
  private static final String COMPLETE = "objects";
  private static final String COMPLETE_HOLDS = "each object that was asked for has a read";

  private final EvidenceVerifier verifier;

  public EvidenceFileVerifier(EvidencePolicy policy) {
    this.verifier = new EvidenceVerifier(policy);
  }

  /**
   * Checks a file.
   *
   * @param file its bytes
   * @param objects what every read must be about; each of several must have a read
   * @param forWhom for whom every read must have been made
   * @param nonce which nonce every read must carry
   */
  public EvidenceReport verify(byte[] file, IdRule objects, IdRule forWhom, NonceRule nonce) {
    List<Line> lines = new ArrayList<>();
    List<EvidenceReport.Read> held = new ArrayList<>();
    boolean evaluation = false;
    try {
      Evidence evidence = EvidenceFile.parse(file);
      lines.add(new Line(FILE, FILE_HOLDS, "", Outcome.PASSED, ""));
      for (EvidenceRead read : evidence.reads()) {
        Optional<VerifiedRead<?>> result =
            verify(evidence, read, new Demand(objects, forWhom, nonce), lines);
        result.ifPresent(one -> held.add(row(read.function(), one)));
        evaluation |= result.map(VerifiedRead::evaluation).orElse(false);
      }
      complete(objects, held, lines);
    } catch (EvidenceException e) {
      lines.add(new Line(FILE, FILE_HOLDS, "", Outcome.FAILED, reason(e)));
    }
    return new EvidenceReport(lines, held, evaluation);
  }

  private record Demand(IdRule objects, IdRule forWhom, NonceRule nonce) {

    EvidenceExpectation of(EvidenceQuery claimed) {
      return new EvidenceExpectation(
          objects.ids(claimed.object()), forWhom.ids(claimed.forWhom()), nonce);
    }

    /** What a passed check leaves open, since nothing was there to hold it against. */
    String remark(EvidenceDefect check) {
      boolean open =
          switch (check) {
            case OBJECT -> objects instanceof IdRule.AsClaimed;
            case FOR_WHOM -> forWhom instanceof IdRule.AsClaimed;
            case NONCE -> nonce instanceof NonceRule.NotIssued;
            default -> false;
          };
      return open ? "taken as the file says it, since none was demanded" : "";
    }
  }

  private Optional<VerifiedRead<?>> verify(
      Evidence evidence, EvidenceRead read, Demand demand, List<Line> lines) {
    Set<EvidenceDefect> passed = EnumSet.noneOf(EvidenceDefect.class);
    String about = read.function();
    try {
      EvidenceQuery claimed = EvidenceVerifier.claimed(read);
      about = about + " " + claimed.object() + " for " + claimed.forWhom();
      VerifiedRead<?> held = verifier.any(evidence, read, demand.of(claimed), passed::add);
      for (EvidenceDefect check : EvidenceDefect.values()) {
        lines.add(line(check, about, Outcome.PASSED, demand.remark(check)));
      }
      return Optional.of(held);
    } catch (EvidenceException e) {
      for (EvidenceDefect check : EvidenceDefect.values()) {
        if (check == e.defect()) {
          lines.add(line(check, about, Outcome.FAILED, reason(e)));
        } else if (passed.contains(check)) {
          lines.add(line(check, about, Outcome.PASSED, demand.remark(check)));
        } else {
          lines.add(line(check, about, Outcome.NOT_REACHED, ""));
        }
      }
      return Optional.empty();
    }
  }

  private static void complete(IdRule objects, List<EvidenceReport.Read> held, List<Line> lines) {
    if (objects instanceof IdRule.OneOf some) {
      Set<String> missing = new HashSet<>(some.ids());
      held.forEach(read -> missing.remove(read.object()));
      lines.add(
          new Line(
              COMPLETE,
              COMPLETE_HOLDS,
              "",
              missing.isEmpty() ? Outcome.PASSED : Outcome.FAILED,
              missing.isEmpty() ? "" : "nothing that holds about " + String.join(", ", missing)));
    }
  }

  private static EvidenceReport.Read row(String function, VerifiedRead<?> read) {
    return new EvidenceReport.Read(
        function, read.query().object(), read.query().forWhom(), read.time(), read.organizations());
  }

  private static Line line(EvidenceDefect check, String about, Outcome outcome, String reason) {
    return new Line(check.check(), check.sentence(), about, outcome, reason);
  }

  private static String reason(EvidenceException e) {
    return e.defect().code() + ": expected " + e.expected() + ", found " + e.found();
  }
}
