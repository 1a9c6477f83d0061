package org.claimexchange.fhir.source;

import java.util.List;
import org.hl7.fhir.r4.model.Resource;

/** What became of a file: all of it, or nothing. */
public sealed interface MapOutcome {

  /**
   * All of a file. It hides itself from logs.
   *
   * @param resources FHIR R4, each with an id; the same record of the same source always has the
   *     same id. Last the file itself: a DocumentReference and a Binary whose id is the SHA-256 of
   *     the file in lower-case hexadecimal
   * @param remarks what was kept but not understood, in the order of the file, at most {@link
   *     Limits#MOST_REMARKS}
   * @param remarksLeftOff how many more there were
   * @param sha256 of the file, lower-case hexadecimal
   */
  record Mapped(List<Resource> resources, List<Remark> remarks, int remarksLeftOff, String sha256)
      implements MapOutcome {
    public Mapped {
      resources = List.copyOf(resources);
      remarks = List.copyOf(remarks);
    }

    /** The remarks as {@code QualityCheck} takes them, so that they travel in the document. */
    public FileRemarks fileRemarks() {
      var document =
          resources.stream()
              .filter(resource -> resource.fhirType().equals("DocumentReference"))
              .reduce((first, last) -> last)
              .map(resource -> resource.getIdElement().getIdPart())
              .orElse("");
      return new FileRemarks(document, remarks, remarksLeftOff);
    }

    @Override
    public String toString() {
      return "Mapped[" + resources.size() + " resources, " + remarks.size() + " remarks]";
    }
  }

  /**
   * Nothing of a file.
   *
   * @param problems every reason found, at least one; reading stops at the first that makes the
   *     rest unreadable, and after {@link Limits#MOST_PROBLEMS}
   */
  record Refused(List<Problem> problems) implements MapOutcome {
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
