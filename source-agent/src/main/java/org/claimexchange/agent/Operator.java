package org.claimexchange.agent;

import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.claimexchange.agent.exchange.PutOutcome.Complaint;
import org.claimexchange.agent.find.Trouble;
import org.claimexchange.agent.judge.Choice;
import org.claimexchange.agent.judge.KeptBack;
import org.claimexchange.agent.judge.Outgoing;
import org.claimexchange.fhir.source.Problem;
import org.claimexchange.model.source.AwaitedRelease;

/**
 * What the agent tells whoever runs it. Nothing of a person is in it, but for file names where they
 * are asked for.
 */
final class Operator {
  private static final int MOST_LINES = 20;

  private final Consumer<String> out;
  private final boolean names;

  /**
   * @param names whether file names are told, which may hold a person's numbers
   */
  Operator(Consumer<String> out, boolean names) {
    this.out = out;
    this.names = names;
  }

  void say(String line) {
    out.accept(line);
  }

  void say(AwaitedRelease release, String what) {
    out.accept("release " + release.release() + "." + release.part() + ": " + what);
  }

  void troubles(AwaitedRelease release, List<Trouble> troubles) {
    for (Trouble trouble : troubles) {
      say(release, trouble.where() + ": " + trouble.kind().sentence());
    }
  }

  /** Files that stay although they should not, and how many stay as they should. */
  void kept(AwaitedRelease release, Choice choice) {
    int quiet = 0;
    for (KeptBack file : choice.keptBack()) {
      switch (file.reason()) {
        case NOT_GRANTED, OTHER_PERSON -> quiet++;
        case UNREADABLE -> say(release, file.format() + named(file.name()) + ": cannot be read");
        case TOO_LARGE ->
            say(
                release,
                file.format()
                    + named(file.name())
                    + ": too large (64 MB a file, 256 MB in all), stays");
        case NOT_MAPPED -> {
          say(release, file.format() + named(file.name()) + ": is not as its format prescribes");
          file.problems().stream().limit(MOST_LINES).map(Problem::text).forEach(this::indented);
        }
      }
    }
    if (quiet > 0) {
      say(release, quiet + " of the files found stay: another person's, or nothing granted");
    }
  }

  void outgoing(AwaitedRelease release, Outgoing file, String verb) {
    var document = file.document();
    say(
        release,
        verb
            + " "
            + document.document()
            + ": "
            + document.format()
            + named(document.name())
            + ", "
            + document.size()
            + " bytes, "
            + String.join(" ", new TreeSet<>(file.categories()))
            + ", "
            + file.passed()
            + " records, "
            + file.withheld()
            + " withheld");
  }

  void complaints(AwaitedRelease release, Outgoing file, List<Complaint> complaints) {
    outgoing(release, file, "not taken:");
    for (Complaint complaint : complaints.stream().limit(MOST_LINES).toList()) {
      indented(
          complaint.path()
              + (complaint.line() == 0 ? "" : ", line " + complaint.line())
              + ": expected "
              + complaint.expected());
    }
  }

  private void indented(String line) {
    out.accept("    " + line);
  }

  private String named(String name) {
    return names ? " (" + name.replaceAll("[^\\p{L}\\p{N}\\p{P}\\p{S}]", " ") + ")" : "";
  }
}
