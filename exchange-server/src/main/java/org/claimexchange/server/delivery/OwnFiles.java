package org.claimexchange.server.delivery;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.claimexchange.fhir.scope.Scoped;
import org.claimexchange.fhir.source.FileRemarks;
import org.claimexchange.fhir.source.Joined;
import org.claimexchange.model.source.SourceDocument;
import org.claimexchange.server.document.OriginalNaming;
import org.claimexchange.server.release.DocumentTable;
import org.claimexchange.server.release.PullRow;
import org.claimexchange.server.sealing.Original;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Resource;

/** What the files of one source hold as records, and which of the files pass with them. */
final class OwnFiles {
  /** What all files repeat: it says nothing of which file was granted. */
  private static final Set<String> FRAME =
      Set.of("Patient", "Encounter", "Organization", "Coverage", "Practitioner", "Location");

  private final PullRow pull;
  private final Joined joined;
  private final List<File> files;
  private final DocumentTable documents;

  OwnFiles(PullRow pull, Joined joined, List<File> files, DocumentTable documents) {
    this.pull = pull;
    this.joined = joined;
    this.files = List.copyOf(files);
    this.documents = documents;
  }

  /**
   * One file.
   *
   * @param about as it was announced
   * @param reference id of the DocumentReference that stands for the file as a whole; empty where
   *     the file never travels as one
   * @param records of a file with data, type and id of each record; of one that shows another, the
   *     id of that one's DocumentReference
   */
  record File(SourceDocument about, Optional<String> reference, Set<String> records) {
    boolean shows() {
      return about.format().equals(SourceDocument.SHOWN);
    }
  }

  /** The records, for the scope filter. */
  List<Resource> records() {
    return joined.resources();
  }

  /** What the mappers had to say, for the quality check. */
  List<FileRemarks> remarks() {
    return joined.files();
  }

  /** What passed, less the files that show what did not. */
  Scoped withoutOrphans(Scoped scoped) {
    Set<String> passed = references(scoped).keySet();
    Set<String> orphans = new HashSet<>();
    for (File file : files) {
      if (file.shows() && !passed.containsAll(file.records())) {
        file.reference().ifPresent(orphans::add);
      }
    }
    return orphans.isEmpty()
        ? scoped
        : new Scoped(
            scoped.kept().stream()
                .filter(kept ->
                    !(kept instanceof DocumentReference)
                        || !orphans.contains(OwnDocuments.id(kept)))
                .toList(),
            scoped.findings());
  }

  /**
   * The files that pass whole, each with its name in the package written into its record.
   *
   * @param before how many originals stand before them in the package
   */
  List<Original> originals(Scoped scoped, int before) {
    Map<String, DocumentReference> passed = references(scoped);
    List<Original> originals = new ArrayList<>();
    for (File file : files) {
      file.reference()
          .map(passed::get)
          .ifPresent(reference -> {
            Original original = original(file.about(), reference);
            originals.add(original);
            reference
                .getContentFirstRep()
                .getAttachment()
                .setUrl(address(original.name(before + originals.size())));
          });
    }
    return originals;
  }

  private Original original(SourceDocument about, DocumentReference reference) {
    OriginalNaming naming = OriginalNaming.of(about, reference);
    return new Original(
        pull.source(),
        naming.kind(),
        naming.date(),
        about.mediaType(),
        naming.extension(),
        () -> documents.open(pull, about));
  }

  /**
   * SHA-256 of each file of which something passed, lower-case hexadecimal; one of which nothing
   * passed is as one that was never there.
   */
  List<String> digests(Scoped scoped) {
    Set<String> kept = new HashSet<>();
    scoped.kept().stream()
        .filter(resource -> !FRAME.contains(resource.fhirType()))
        .forEach(resource -> {
          kept.add(OwnDocuments.key(resource));
        });
    return files.stream()
        .filter(file ->
            file.shows()
                ? file.reference()
                    .filter(id -> kept.contains("DocumentReference/" + id))
                    .isPresent()
                : file.records().stream().anyMatch(kept::contains))
        .map(file -> HexFormat.of().formatHex(file.about().digest().bytes()))
        .toList();
  }

  private static Map<String, DocumentReference> references(Scoped scoped) {
    Map<String, DocumentReference> references = new HashMap<>();
    scoped
        .ofType(DocumentReference.class)
        .forEach(reference -> references.put(OwnDocuments.id(reference), reference));
    return references;
  }

  private static String address(String name) {
    try {
      return new URI(null, null, name, null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a name of a file in a package is a path", e);
    }
  }
}
