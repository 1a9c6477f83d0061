package org.claimexchange.verifier;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.claimexchange.model.json.MalformedJsonException;
import org.claimexchange.verifier.VerificationReport.Line;
import org.claimexchange.verifier.VerificationReport.Outcome;
import org.claimexchange.verifier.consent.ConsentFailure;
import org.claimexchange.verifier.container.ContainerException;
import org.claimexchange.verifier.envelope.EnvelopeException;
import org.claimexchange.verifier.evidence.EvidenceException;
import org.claimexchange.verifier.signature.SignatureFailure;

/** Collects what came of each check. */
final class Checklist {

  private final List<Line> lines = new ArrayList<>();

  /** A check with a result that later ones need. */
  @FunctionalInterface
  interface Step<T> {
    T run()
        throws EvidenceException,
            EnvelopeException,
            ContainerException,
            SignatureFailure,
            ConsentFailure,
            Mismatch,
            IOException;
  }

  /** A check without a result. */
  @FunctionalInterface
  interface Test {
    void run()
        throws EvidenceException,
            EnvelopeException,
            ContainerException,
            SignatureFailure,
            ConsentFailure,
            Mismatch,
            IOException;
  }

  /** Two things that should be the same and are not. */
  static final class Mismatch extends Exception {
    private static final long serialVersionUID = 1L;
    private final String detail;

    Mismatch(String detail) {
      super(detail);
      this.detail = detail;
    }
  }

  static void require(boolean holds, String expected) throws Mismatch {
    if (!holds) {
      throw new Mismatch("expected " + expected);
    }
  }

  void test(Check check, String about, Test test) throws IOException {
    step(
        check,
        about,
        () -> {
          test.run();
          return "";
        });
  }

  <T> Optional<T> step(Check check, String about, Step<T> step) throws IOException {
    String reason;
    try {
      T result = step.run();
      lines.add(new Line(check, about, Outcome.PASSED, ""));
      return Optional.of(result);
    } catch (EvidenceException e) {
      reason = code(e.defect()) + ": expected " + e.expected() + ", found " + e.found();
    } catch (EnvelopeException e) {
      reason = code(e.reason()) + ": " + e.getMessage();
    } catch (ContainerException e) {
      reason = code(e.defect()) + ": " + e.detail();
    } catch (SignatureFailure e) {
      reason = code(e.defect()) + ": " + e.detail();
    } catch (ConsentFailure e) {
      reason = e.detail();
    } catch (MalformedJsonException e) {
      reason = "malformed: " + e.getMessage();
    } catch (Mismatch e) {
      reason = e.detail;
    } catch (RuntimeException e) {
      // Whatever a hostile file makes a parser do, it is no reason to pass, nor to stop.
      reason = "malformed: cannot be judged (" + e.getClass().getSimpleName() + ")";
    }
    lines.add(new Line(check, about, Outcome.FAILED, reason));
    return Optional.empty();
  }

  /** A check that says what it found; nothing to say is an empty text. */
  void found(Check check, String about, Step<String> step) throws IOException {
    step(check, about, step)
        .ifPresent(
            found -> lines.set(lines.size() - 1, new Line(check, about, Outcome.PASSED, found)));
  }

  void notReached(Check... checks) {
    for (Check check : checks) {
      lines.add(new Line(check, "", Outcome.NOT_REACHED, ""));
    }
  }

  List<Line> lines() {
    return lines;
  }

  private static String code(Enum<?> defect) {
    return defect.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
