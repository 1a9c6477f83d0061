package org.claimexchange.agent.judge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.claimexchange.agent.find.FoundFile;
import org.claimexchange.agent.judge.KeptBack.Reason;
import org.claimexchange.fhir.format.SourceFormat;
import org.claimexchange.fhir.protection.ProtectedRecords;
import org.claimexchange.fhir.scope.ScopeFilter;
import org.claimexchange.fhir.source.MapOutcome;
import org.claimexchange.fhir.source.MapOutcome.Mapped;
import org.claimexchange.fhir.source.MapOutcome.Refused;
import org.claimexchange.fhir.source.SourceFile;
import org.claimexchange.fhir.source.SourceMapper;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.person.PersonId;

/**
 * Decides what of a source's own files may go, with the exchange's own mappers and filter. All
 * files are judged as one, so that a protected line in one of them holds back the bill in another.
 *
 * <p>A file goes untouched where its own record passes, and nothing in it is another person's, of a
 * visit that was not granted, misfiled, protected, of no known kind, or a piece of a bill that may
 * not go ({@link org.claimexchange.fhir.scope.WholeFiles}). Else a FHIR Bundle of what passes goes
 * in its place, or nothing. Safe for use by several threads.
 */
public final class Chooser {
  /** Of one release, in bytes: what the files say is held in memory until all is judged. */
  private static final long MOST_BYTES = 256L * 1024 * 1024;

  private final Map<SourceFormat, SourceMapper> mappers = new EnumMap<>(SourceFormat.class);
  private final ScopeFilter filter;

  /**
   * @param source the participant's id in the register
   * @param protectedRecords lists of protected codes and words
   */
  public Chooser(String source, ProtectedRecords protectedRecords) {
    for (SourceFormat format : SourceFormat.values()) {
      mappers.put(format, format.mapper(source, protectedRecords));
    }
    this.filter = new ScopeFilter(protectedRecords);
  }

  /**
   * Chooses.
   *
   * @param files what was found; each is read once here, and again when it goes
   * @param part what was released
   * @param person about whom
   */
  public Choice choose(List<FoundFile> files, Part part, PersonId person) {
    List<KeptBack> keptBack = new ArrayList<>();
    List<ReadFile> read = read(files, person, keptBack);
    var judged = new JudgedFiles(filter, read, part, person);
    var documents = new Documents();
    Set<ReadFile> whole = new HashSet<>();
    for (ReadFile file : read) {
      if (judged.passesWhole(file)) {
        whole.add(file);
        documents.whole(file);
        // Shown files go with what they show, and are judged by it.
        keptBack.addAll(documents.shown(file));
      }
    }
    for (ReadFile file : read) {
      if (!whole.contains(file)) {
        partly(file, judged.partOf(file, whole), documents).ifPresent(keptBack::add);
      }
    }
    return new Choice(documents.outgoing(), keptBack, seen(read));
  }

  private static Optional<KeptBack> partly(
      ReadFile file, JudgedFiles.Partly partly, Documents documents) {
    if (partly.kept().isEmpty()) {
      return Optional.of(kept(file.file(), Reason.NOT_GRANTED));
    }
    return documents.partly(file, partly)
        ? Optional.empty()
        : Optional.of(kept(file.file(), Reason.TOO_LARGE));
  }

  private List<ReadFile> read(List<FoundFile> files, PersonId person, List<KeptBack> keptBack) {
    Map<String, ReadFile> read = new LinkedHashMap<>();
    long all = 0;
    for (FoundFile file : files) {
      byte[] bytes;
      try {
        bytes = file.content().read();
      } catch (IOException e) {
        keptBack.add(kept(file, Reason.UNREADABLE));
        continue;
      }
      all += bytes.length;
      if (all > MOST_BYTES) {
        keptBack.add(kept(file, Reason.TOO_LARGE));
        continue;
      }
      MapOutcome outcome =
          Objects.requireNonNull(mappers.get(file.format()))
              .map(new SourceFile(file.name(), file.mediaType(), bytes));
      switch (outcome) {
        case Refused refused ->
            keptBack.add(
                new KeptBack(
                    file.name(), file.format().code(), Reason.NOT_MAPPED, refused.problems()));
        case Mapped mapped -> {
          var one = ReadFile.of(file, bytes, mapped);
          if (one.isAbout(person)) {
            // The same bytes under two names are one file.
            read.putIfAbsent(file.format().code() + "/" + one.digest().value(), one);
          } else {
            keptBack.add(kept(file, Reason.OTHER_PERSON));
          }
        }
      }
    }
    return List.copyOf(read.values());
  }

  private static KeptBack kept(FoundFile file, Reason reason) {
    return new KeptBack(file.name(), file.format().code(), reason, List.of());
  }

  private static Map<String, Set<String>> seen(List<ReadFile> read) {
    Map<String, Set<String>> seen = new HashMap<>();
    for (ReadFile file : read) {
      seen.computeIfAbsent(file.file().format().code(), format -> new HashSet<>())
          .addAll(file.visits());
    }
    return seen;
  }
}
