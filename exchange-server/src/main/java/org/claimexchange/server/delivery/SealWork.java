package org.claimexchange.server.delivery;

import java.io.IOException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.claimexchange.fhir.read.MalformedAnswerException;
import org.claimexchange.model.delivery.DeliveryBody;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Salt;
import org.claimexchange.server.job.Happening;
import org.claimexchange.server.job.Milestone;
import org.claimexchange.server.job.Progress;
import org.claimexchange.server.job.Step;
import org.claimexchange.server.job.StepQueue;
import org.claimexchange.server.job.StepResult;
import org.claimexchange.server.job.StepRun;
import org.claimexchange.server.job.StepWork;
import org.claimexchange.server.job.Story;
import org.claimexchange.server.release.ClaimEnd;
import org.claimexchange.server.release.PullRow;
import org.claimexchange.server.release.ReleaseRow;
import org.claimexchange.server.release.ReleaseTable;
import org.claimexchange.server.request.DataRequestStatus;
import org.claimexchange.server.request.RequestRow;
import org.claimexchange.server.request.RequestTable;
import org.claimexchange.server.request.TaskReason;
import org.claimexchange.server.sealing.PackageContent;
import org.claimexchange.server.sealing.PackageSealer;
import org.claimexchange.server.sealing.SealedPackage;
import org.claimexchange.server.sealing.SealingException;
import org.claimexchange.server.vault.Vault;
import org.springframework.transaction.support.TransactionTemplate;

/** Maps, filters, checks and seals what came; the pages are gone afterwards. */
final class SealWork implements StepWork {
  private final ReleaseTable releases;
  private final RequestTable requests;
  private final DeliveryTable deliveries;
  private final PackageStore store;
  private final SourceDocuments documents;
  private final PackageContents contents;
  private final PackageSealer sealer;
  private final QualityTable quality;
  private final StepQueue queue;
  private final Story story;
  private final Progress progress;
  private final ClaimEnd end;
  private final Vault vault;
  private final TransactionTemplate transaction;
  private final Duration retention;
  private final SecureRandom random;
  private final Clock clock;

  SealWork(
      ReleaseTable releases,
      RequestTable requests,
      DeliveryTable deliveries,
      PackageStore store,
      SourceDocuments documents,
      PackageContents contents,
      PackageSealer sealer,
      QualityTable quality,
      StepQueue queue,
      Story story,
      Progress progress,
      ClaimEnd end,
      Vault vault,
      TransactionTemplate transaction,
      Duration retention,
      SecureRandom random,
      Clock clock) {
    this.releases = releases;
    this.requests = requests;
    this.deliveries = deliveries;
    this.store = store;
    this.documents = documents;
    this.contents = contents;
    this.sealer = sealer;
    this.quality = quality;
    this.queue = queue;
    this.story = story;
    this.progress = progress;
    this.end = end;
    this.vault = vault;
    this.transaction = transaction;
    this.retention = retention;
    this.random = random;
    this.clock = clock;
  }

  @Override
  public Step step() {
    return Step.SEAL;
  }

  @Override
  public StepResult run(StepRun run) {
    ReleaseRow release = releases.find(run.object()).orElseThrow();
    if (release.status() != ReleaseRow.Status.COLLECTED) {
      vault.destroy(ReleaseTable.key(release.id()));
      return StepResult.done();
    }
    if (releases.pulls(release.id()).stream().anyMatch(PullRow::unusable)) {
      // An attempt before this one judged so and got no further.
      end.end(release, DataRequestStatus.FAILED, TaskReason.UNUSABLE);
      return StepResult.done();
    }
    try {
      List<SourceDocuments.FromSource> from = documents.of(release);
      progress.happened(Milestone.CHECK, release.request());
      return from.stream().anyMatch(source -> !source.made().quality().unusable().isEmpty())
          ? unusable(release, from)
          : seal(release, from);
    } catch (MalformedAnswerException e) {
      return StepResult.dead("a page that was read before cannot be read: " + e.defect());
    } catch (SealingException e) {
      return e.reason().passes()
          ? StepResult.again("sealing: " + e.reason())
          : StepResult.dead("sealing: " + e.reason());
    } catch (IOException e) {
      return StepResult.again("sealing: " + e.getClass().getSimpleName());
    } catch (PackageContents.RefusedException e) {
      end.refused(release, e.code());
      return StepResult.done();
    } catch (PackageContents.NotNowException e) {
      return e.result();
    }
  }

  /** Nobody can judge a claim by records that contradict themselves, so none of it is sent. */
  private StepResult unusable(ReleaseRow release, List<SourceDocuments.FromSource> from) {
    transaction.executeWithoutResult(status -> {
      if (requests.hold(release.request()).status() != DataRequestStatus.IN_PROGRESS) {
        return;
      }
      for (SourceDocuments.FromSource source : from) {
        quality.keep(source.pull(), source.made().quality());
        String why = source.contradictions();
        if (!why.isEmpty()) {
          releases.unusable(source.pull());
          story.tell(
              release.request(),
              Happening.of(Happening.Kind.PROBLEM_REPORTED, source.pull().source(), clock.instant())
                  .saying(why));
        }
      }
    });
    end.end(release, DataRequestStatus.FAILED, TaskReason.UNUSABLE);
    return StepResult.done();
  }

  private StepResult seal(ReleaseRow release, List<SourceDocuments.FromSource> from)
      throws SealingException,
          IOException,
          PackageContents.RefusedException,
          PackageContents.NotNowException {
    RequestRow request = requests.find(release.request()).orElseThrow();
    PackageContent content = contents.of(release, request, from);
    List<X509Certificate> recipients = contents.recipients(release.consent());
    PackageStore.Writer writer = store.write(request.delivery());
    SealedPackage sealed;
    try {
      sealed = sealer.seal(content, recipients, (PackageSealer.Sinks) writer);
    } catch (SealingException | IOException | RuntimeException e) {
      store.destroyKey(writer.key());
      throw e;
    }
    progress.happened(Milestone.SEAL, release.request());
    transaction.executeWithoutResult(
        status -> note(release, request, from, content, sealed, writer));
    vault.destroy(ReleaseTable.key(release.id()));
    progress.noted(Milestone.SEAL, release.request());
    return StepResult.done();
  }

  private void note(
      ReleaseRow release,
      RequestRow request,
      List<SourceDocuments.FromSource> from,
      PackageContent content,
      SealedPackage sealed,
      PackageStore.Writer writer) {
    DataRequestStatus status = requests.hold(release.request()).status();
    if (status != DataRequestStatus.IN_PROGRESS) {
      // Withdrawn meanwhile: nobody will ever ask for it.
      store.destroyKey(writer.key());
      return;
    }
    Instant eraseAt = clock.instant().plus(retention);
    boolean first =
        deliveries.add(
            body(release, from, content, sealed),
            release.consent(),
            release.request(),
            request.insurer(),
            writer.stored(sealed.sealed(), sealed.size()),
            eraseAt);
    if (!first) {
      // Another attempt was revived meanwhile and was faster: its package stands.
      store.destroyKey(writer.key());
      return;
    }
    writer.keep(sealed.envelopes());
    for (SourceDocuments.FromSource source : from) {
      releases.filtered(source.pull(), source.made().kept(), source.sourceAtFault());
      quality.keep(source.pull(), source.made().quality());
      if (source.sourceAtFault()) {
        story.tell(
            release.request(),
            Happening.of(Happening.Kind.PROBLEM_REPORTED, source.pull().source(), clock.instant())
                .saying(source.faults()));
      }
    }
    releases.erasePages(release.id());
    releases.change(release.id(), ReleaseRow.Status.SEALED);
    story.tell(release.request(), Happening.of(Happening.Kind.SEALED, "", clock.instant()));
    queue.add(Step.RECORD_DELIVERY, request.delivery(), release.request());
  }

  private DeliveryBody body(
      ReleaseRow release,
      List<SourceDocuments.FromSource> from,
      PackageContent content,
      SealedPackage sealed) {
    List<Digest> parts = releases.body(release).parts();
    return new DeliveryBody(
        DeliveryBody.TYPE,
        content.delivery(),
        release.id(),
        from.stream()
            .map(SourceDocuments.FromSource::pull)
            .map(PullRow::part)
            .map(parts::get)
            .toList(),
        sealed.documents(),
        content.supersedes(),
        Salt.fresh(random));
  }

  @Override
  public void gaveUp(StepRun run, String problem) {
    transaction.executeWithoutResult(status -> {
      // A claim that was withdrawn or cancelled meanwhile keeps its own end.
      DataRequestStatus now = requests.hold(run.request()).status();
      if (now == DataRequestStatus.GRANTED || now == DataRequestStatus.IN_PROGRESS) {
        requests.change(run.request(), DataRequestStatus.FAILED, TaskReason.NOT_SEALED);
      }
    });
  }
}
