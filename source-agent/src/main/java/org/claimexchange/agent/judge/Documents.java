package org.claimexchange.agent.judge;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.claimexchange.agent.find.Content;
import org.claimexchange.agent.find.FoundFile;
import org.claimexchange.agent.judge.KeptBack.Reason;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.source.SourceDocument;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;

/**
 * What goes, under ids made of all that is announced: the same file has the same id after a
 * restart, and a changed one another.
 */
final class Documents {
  private static final FhirContext FHIR = FhirContext.forR4Cached();
  private static final String FHIR_JSON = "application/fhir+json";

  private final Map<String, Outgoing> outgoing = new LinkedHashMap<>();

  List<Outgoing> outgoing() {
    return List.copyOf(outgoing.values());
  }

  /** All that is announced is in it, so that one id never means two things. */
  private static SourceDocument document(
      String format, String name, String mediaType, String shows, long size, Digest digest) {
    String all = String.join("\n", format, name, mediaType, shows, digest.value());
    String id = Digest.of(all.getBytes(StandardCharsets.UTF_8)).value();
    return new SourceDocument(id, format, name, mediaType, shows, size, digest);
  }

  private static SourceDocument document(ReadFile file) {
    FoundFile found = file.file();
    String format = found.format().code();
    return document(
        format, name(found.name(), format), found.mediaType(), "", file.size(), file.digest());
  }

  void whole(ReadFile file) {
    add(
        new Outgoing(
            document(file),
            file.file().content(),
            JudgedFiles.categories(file.mapped().resources().stream()),
            file.records().size(),
            0));
  }

  /** The files that show one that goes whole; those that cannot be read stay. */
  List<KeptBack> shown(ReadFile file) {
    String shows = document(file).document();
    List<KeptBack> kept = new ArrayList<>();
    for (FoundFile.Shown shown : file.file().shown()) {
      try {
        byte[] bytes = shown.content().read();
        var document =
            document(
                SourceDocument.SHOWN,
                name(shown.name(), SourceDocument.SHOWN),
                shown.mediaType(),
                shows,
                bytes.length,
                Digest.of(bytes));
        add(
            new Outgoing(
                document, shown.content(), JudgedFiles.categories(Stream.of(file.itself())), 1, 0));
      } catch (IOException e) {
        kept.add(new KeptBack(shown.name(), SourceDocument.SHOWN, Reason.UNREADABLE, List.of()));
      }
    }
    return kept;
  }

  /** A Bundle of what passes of a file; whether it is small enough to go. */
  boolean partly(ReadFile file, JudgedFiles.Partly partly) {
    var bundle = new Bundle().setType(Bundle.BundleType.COLLECTION);
    for (Resource resource : partly.kept()) {
      bundle.addEntry().setResource(resource);
    }
    byte[] bytes =
        FHIR.newJsonParser().encodeResourceToString(bundle).getBytes(StandardCharsets.UTF_8);
    if (bytes.length > Content.MOST_BYTES) {
      return false;
    }
    var document =
        document(
            SourceDocument.FHIR,
            // The file's own name is not told: it may say what was not granted.
            "records.fhir.json",
            FHIR_JSON,
            "",
            bytes.length,
            Digest.of(bytes));
    Set<String> categories = JudgedFiles.categories(partly.kept().stream());
    int passed =
        (int) partly.kept().stream().filter(resource -> !ReadFile.serves(resource)).count();
    add(new Outgoing(document, () -> bytes, categories, passed, partly.withheld()));
    return true;
  }

  private void add(Outgoing file) {
    outgoing.putIfAbsent(file.document().document(), file);
  }

  /** A name as lists of files take it, or one that says the format alone. */
  private static String name(String own, String format) {
    boolean agreed =
        !own.isBlank()
            && own.length() <= 200
            && !own.startsWith(".")
            && own.chars().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
    return agreed ? own : format;
  }
}
