package org.claimexchange.server.delivery;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.claimexchange.fhir.read.Answer;
import org.claimexchange.fhir.read.MalformedAnswerException;
import org.claimexchange.fhir.scope.Scoped;
import org.claimexchange.fhir.source.FileRemarks;
import org.claimexchange.fhir.source.Joined;
import org.claimexchange.fhir.source.Remark;
import org.claimexchange.model.source.SourceDocument;
import org.claimexchange.server.document.OriginalNaming;
import org.claimexchange.server.release.PullRow;
import org.claimexchange.server.sealing.Original;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Resource;

/**
 * What the files of one source hold as records, and which of the files pass with them.
 *
 * @param records for the scope filter
 * @param remarks what the mappers had to say, for the quality check
 * @param originals the files that pass whole and have room
 * @param room what is taken of the package with them
 * @param digests SHA-256 of each file of which something passes, lower-case hexadecimal; one of
 *     which nothing passes is as one that was never there
 * @param addresses where each file that passes lies in the package, by the id of its
 *     DocumentReference
 */
record OwnFiles(
    List<Resource> records,
    List<FileRemarks> remarks,
    List<Original> originals,
    OriginalsRoom room,
    List<String> digests,
    Map<String, String> addresses) {
  private static final Remark LEFT_OUT = new Remark(Remark.Kind.LEFT_OUT, "", 0, "");

  /** What all files repeat: it says nothing of which file was granted. */
  private static final Set<String> FRAME =
      Set.of("Patient", "Encounter", "Organization", "Coverage", "Practitioner", "Location");

  OwnFiles {
    records = List.copyOf(records);
    remarks = List.copyOf(remarks);
    originals = List.copyOf(originals);
    digests = List.copyOf(digests);
    addresses = Map.copyOf(addresses);
  }

  /**
   * One file.
   *
   * @param about as it was announced
   * @param reference id of the DocumentReference that stands for the file as a whole; empty where
   *     the file never travels as one
   * @param records type and id of each record that it holds
   * @param travels whether it may travel as a whole
   */
  record File(
      SourceDocument about, Optional<String> reference, Set<String> records, boolean travels) {
    File {
      records = Set.copyOf(records);
    }
  }

  /**
   * Of what passed, the files.
   *
   * @param joined what all files hold
   * @param scoped what passed of that
   * @param before what others have taken of the package
   */
  static OwnFiles of(
      PullRow pull,
      Joined joined,
      Scoped scoped,
      List<File> files,
      OriginalsRoom before,
      KeptFiles documents) {
    Set<String> staying = staying(files);
    Map<String, DocumentReference> passed = new HashMap<>();
    scoped.ofType(DocumentReference.class).stream()
        .filter(reference -> !staying.contains(OwnDocuments.key(reference)))
        .forEach(reference -> passed.put(OwnDocuments.id(reference), reference));
    List<Original> originals = new ArrayList<>();
    Map<String, String> addresses = new HashMap<>();
    Set<String> leftOut = new HashSet<>();
    OriginalsRoom room = before;
    for (File file : files) {
      String id = file.reference().orElse("");
      if (passed.containsKey(id) && !room.holds(file.about().size())) {
        leftOut.add(id);
      } else if (passed.containsKey(id)) {
        DocumentReference reference = Objects.requireNonNull(passed.get(id));
        Original original = original(pull, file.about(), reference, documents);
        originals.add(original);
        room = room.with(file.about().size());
        addresses.put(id, address(original.name(room.files())));
      }
    }
    return new OwnFiles(
        joined.resources().stream()
            .filter(record -> !staying.contains(OwnDocuments.key(record)))
            .toList(),
        remarks(joined.files(), leftOut),
        originals,
        room,
        digests(scoped, files, staying),
        addresses);
  }

  /** What the mappers said, and that a file is not in the package since that is full. */
  private static List<FileRemarks> remarks(List<FileRemarks> mapped, Set<String> leftOut) {
    Map<String, FileRemarks> all = new LinkedHashMap<>();
    mapped.forEach(file -> all.putIfAbsent(file.document(), file));
    for (String id : leftOut) {
      FileRemarks said = all.getOrDefault(id, new FileRemarks(id, List.of(), 0));
      all.put(
          id,
          new FileRemarks(
              id,
              Stream.concat(Stream.of(LEFT_OUT), said.remarks().stream()).toList(),
              said.leftOff()));
    }
    return List.copyOf(all.values());
  }

  /** The records that would tell of a file that stays. */
  private static Set<String> staying(List<File> files) {
    return files.stream()
        .filter(file -> !file.travels())
        .flatMap(file -> file.reference().stream())
        .map(id -> "DocumentReference/" + id)
        .collect(Collectors.toSet());
  }

  private static Original original(
      PullRow pull, SourceDocument about, DocumentReference reference, KeptFiles documents) {
    OriginalNaming naming = OriginalNaming.of(about, reference);
    return new Original(
        pull.source(),
        naming.kind(),
        naming.date(),
        about.mediaType(),
        naming.extension(),
        () -> documents.open(pull, about));
  }

  private static List<String> digests(Scoped scoped, List<File> files, Set<String> staying) {
    Set<String> kept = new HashSet<>();
    scoped.kept().stream()
        .filter(resource -> !FRAME.contains(resource.fhirType()))
        .forEach(resource -> kept.add(OwnDocuments.key(resource)));
    kept.removeAll(staying);
    return files.stream()
        .filter(file -> file.records().stream().anyMatch(kept::contains))
        .map(file -> HexFormat.of().formatHex(file.about().digest().bytes()))
        .toList();
  }

  private static String address(String name) {
    try {
      return new URI(null, null, name, null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a name of a file in a package is a path", e);
    }
  }

  /** Writes into the record of a file where the file lies in the package. */
  void address(Resource copy) {
    String address = addresses.get(OwnDocuments.id(copy));
    if (copy instanceof DocumentReference reference && address != null) {
      reference.getContentFirstRep().getAttachment().setUrl(address);
    }
  }

  /** The records of the files as one more page of an answer. */
  Answer behind(Answer pages) {
    return new Answer() {
      @Override
      public int pages() {
        return pages.pages() + 1;
      }

      @Override
      public void read(int number, Consumer<? super Resource> each)
          throws MalformedAnswerException {
        if (number < pages.pages()) {
          pages.read(number, each);
        } else {
          records.forEach(each);
        }
      }
    };
  }

  @Override
  public String toString() {
    return "OwnFiles[" + originals.size() + " pass]";
  }
}
