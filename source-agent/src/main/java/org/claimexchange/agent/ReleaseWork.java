package org.claimexchange.agent;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.claimexchange.agent.Sessions.Open;
import org.claimexchange.agent.exchange.ExchangeClient;
import org.claimexchange.agent.exchange.ExchangeException;
import org.claimexchange.agent.exchange.ListOutcome;
import org.claimexchange.agent.exchange.PutOutcome;
import org.claimexchange.agent.find.FileSource;
import org.claimexchange.agent.find.Found;
import org.claimexchange.agent.find.Wanted;
import org.claimexchange.agent.judge.Choice;
import org.claimexchange.agent.judge.Chooser;
import org.claimexchange.agent.judge.KeptBack;
import org.claimexchange.agent.judge.Outgoing;
import org.claimexchange.guard.GuardException;
import org.claimexchange.guard.log.GuardEvent;
import org.claimexchange.guard.log.GuardLog;
import org.claimexchange.guard.log.RequestKind;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.source.AwaitedRelease;
import org.claimexchange.model.source.DocumentList;
import org.claimexchange.model.source.SourceDocument;

/**
 * One release on its way: evidence, files, judgement, sending. It may be begun anew at any time:
 * what the exchange has, it takes as done.
 */
final class ReleaseWork {
  private static final int MOST_TIMED_OUT = 3;

  private final AwaitedRelease release;
  private final Tools tools;
  private final Set<String> put = new HashSet<>();
  private final Set<String> notTaken = new HashSet<>();
  private Optional<DocumentList> listed = Optional.empty();

  /** What all releases share. */
  record Tools(
      ExchangeClient exchange,
      Sessions sessions,
      List<FileSource> sources,
      Chooser chooser,
      Expected expected,
      GuardLog log,
      Operator operator) {}

  /** How far it is. */
  enum State {
    /** All is sent. */
    COMPLETE,
    /** Something is still to come. */
    WAITING,
    /** It could not be carried, or not to its end. */
    FAILED
  }

  ReleaseWork(AwaitedRelease release, Tools tools) {
    this.release = release;
    this.tools = tools;
  }

  /** Sends what there is. */
  State carry() throws ExchangeException, GuardException, InterruptedException {
    Open open = tools.sessions().open(release);
    Found found = look(open);
    Choice choice = choose(open, found);
    var sending = new Sending(open);
    sending.documents(choice);
    return sending.list(choice, isComplete(open, found, choice)) ? State.COMPLETE : State.WAITING;
  }

  /** Tells what would be sent; a release is demanded all the same. */
  State tell() throws ExchangeException, GuardException, InterruptedException {
    Open open = tools.sessions().open(release);
    Found found = look(open);
    Choice choice = choose(open, found);
    choice.outgoing().forEach(file -> tools.operator().outgoing(release, file, "would send"));
    boolean complete = isComplete(open, found, choice);
    tools
        .operator()
        .say(
            release,
            "would send "
                + choice.outgoing().size()
                + " files, the list "
                + (complete ? "complete" : "not complete")
                + "; nothing was sent");
    return complete ? State.COMPLETE : State.WAITING;
  }

  private Found look(Open open) {
    var granted = open.granted();
    Found found = Found.all(tools.sources(), new Wanted(granted.part(), granted.subject().id()));
    tools.operator().troubles(release, found.troubles());
    return found;
  }

  private Choice choose(Open open, Found found) {
    var granted = open.granted();
    Choice choice = tools.chooser().choose(found.files(), granted.part(), granted.subject().id());
    tools.operator().kept(release, choice);
    return choice;
  }

  private boolean isComplete(Open open, Found found, Choice choice) {
    List<String> missing = tools.expected().missing(open.granted().part(), choice);
    if (!missing.isEmpty()) {
      tools.operator().say(release, "still expected: " + String.join(", ", missing));
    }
    boolean unreadable =
        choice.keptBack().stream()
            .anyMatch(file ->
                file.reason() == KeptBack.Reason.UNREADABLE
                    || file.reason() == KeptBack.Reason.TOO_LARGE);
    return missing.isEmpty() && found.troubles().isEmpty() && !unreadable;
  }

  /** Sends under one session after the other. */
  private final class Sending {
    private Open open;
    private int timedOut;

    Sending(Open open) {
      this.open = open;
    }

    void documents(Choice choice) throws ExchangeException, GuardException, InterruptedException {
      for (Outgoing file : choice.outgoing()) {
        String id = file.document().document();
        if (!put.contains(id) && !notTaken.contains(id) && !isOrphan(file.document())) {
          inTime(file);
        }
      }
    }

    /** One slow file does not keep the others; where several are slow in a row, the way is. */
    private void inTime(Outgoing file)
        throws ExchangeException, GuardException, InterruptedException {
      try {
        one(file);
        timedOut = 0;
      } catch (ExchangeException e) {
        timedOut++;
        if (e.kind() != ExchangeException.Kind.TIMED_OUT || timedOut == MOST_TIMED_OUT) {
          throw e;
        }
        tools.operator().outgoing(release, file, "did not come through in time, sent again later:");
      }
    }

    /** Shows a file that was not taken. */
    private boolean isOrphan(SourceDocument document) {
      return !document.shows().isEmpty() && !put.contains(document.shows());
    }

    private void one(Outgoing file) throws ExchangeException, GuardException, InterruptedException {
      Optional<byte[]> bytes = announced(file);
      if (bytes.isEmpty()) {
        tools.operator().outgoing(release, file, "changed meanwhile, looked at again later:");
        return;
      }
      open = tools.sessions().stillOpen(release, open);
      PutOutcome outcome = put(file, bytes.get());
      if (outcome instanceof PutOutcome.NoSession) {
        open = tools.sessions().renewed(release, open);
        outcome = put(file, bytes.get());
      }
      switch (outcome) {
        case PutOutcome.Taken() -> {
          put.add(file.document().document());
          tools.operator().outgoing(release, file, "sent");
        }
        case PutOutcome.NotTaken refused -> {
          if (refused.lasting()) {
            notTaken.add(file.document().document());
          }
          tools.operator().complaints(release, file, refused.problems());
        }
        case PutOutcome.NoSession() ->
            tools.operator().outgoing(release, file, "no session for it, tried again later:");
      }
    }

    private PutOutcome put(Outgoing file, byte[] bytes)
        throws ExchangeException, InterruptedException {
      log(file.passed(), file.withheld());
      return tools.exchange().put(release, open.push(), file.document(), bytes);
    }

    /** Before anything leaves, it is written down; where that fails, nothing leaves. */
    private void log(int passed, int withheld) {
      var granted = open.granted();
      tools
          .log()
          .write(
              new GuardEvent.Answered(
                  granted.release(), granted.partDigest(), RequestKind.DOCUMENT, passed, withheld));
    }

    /** The list of what was put; whether it ended the part. */
    boolean list(Choice choice, boolean complete)
        throws ExchangeException, GuardException, InterruptedException {
      List<SourceDocument> documents = new ArrayList<>();
      for (Outgoing file : choice.outgoing()) {
        if (put.contains(file.document().document())) {
          documents.add(file.document());
        }
      }
      boolean all = complete && documents.size() == choice.outgoing().size();
      var list = new DocumentList(DocumentList.TYPE, release.release(), documents, all);
      if (listed.equals(Optional.of(list))) {
        return all;
      }
      open = tools.sessions().stillOpen(release, open);
      log(0, choice.keptBack().size());
      ListOutcome outcome = tools.exchange().list(release, open.push(), list);
      return switch (outcome) {
        case ListOutcome.Taken() -> {
          listed = Optional.of(list);
          tools
              .operator()
              .say(
                  release,
                  documents.size() + " files listed, " + (all ? "complete" : "more to come"));
          yield all;
        }
        case ListOutcome.Missing() -> {
          put.clear();
          tools.operator().say(release, "the exchange lacks files of the list: sent again later");
          yield false;
        }
        case ListOutcome.NoSession() -> {
          tools.operator().say(release, "no session for the list, tried again later");
          yield false;
        }
      };
    }
  }

  /** The bytes that were judged and announced, and no others. */
  private static Optional<byte[]> announced(Outgoing file) {
    try {
      byte[] bytes = file.content().read();
      return Digest.of(bytes).matches(file.document().digest())
          ? Optional.of(bytes)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
