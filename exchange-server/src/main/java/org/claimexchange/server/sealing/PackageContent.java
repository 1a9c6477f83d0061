package org.claimexchange.server.sealing;

import java.time.Instant;
import java.util.List;
import org.claimexchange.fhir.document.DocumentJson;
import org.claimexchange.fhir.summary.ClaimSummary;
import org.claimexchange.model.consent.ConsentFile;
import org.claimexchange.model.evidence.Evidence;

/**
 * What goes into one package. It hides itself from logs.
 *
 * @param delivery id of the delivery
 * @param supersedes id of the delivery that it replaces, one element; empty otherwise
 * @param documents one document Bundle for each source, in the order of the summary's sources
 * @param summary the same, as people and plain systems read it
 * @param consent the consent as its recipients get it
 * @param evidence endorsed reads of the consent and of the release, one for each source
 * @param participants how the parties of the consent (recipients and sources) are named to people
 * @param awaited the granted sources whose records are not in it
 * @param originals bills, scans and documents as the sources sent them
 * @param sealedAt when it is sealed
 */
public record PackageContent(
    String delivery,
    List<String> supersedes,
    List<DocumentJson> documents,
    ClaimSummary summary,
    ConsentFile consent,
    Evidence evidence,
    List<ParticipantName> participants,
    List<AwaitedSource> awaited,
    List<Original> originals,
    Instant sealedAt) {

  /**
   * @throws IllegalArgumentException if documents and summary differ in number, or there is none
   */
  public PackageContent {
    supersedes = List.copyOf(supersedes);
    documents = List.copyOf(documents);
    participants = List.copyOf(participants);
    awaited = List.copyOf(awaited);
    originals = List.copyOf(originals);
    if (documents.isEmpty() || documents.size() != summary.sources().size()) {
      throw new IllegalArgumentException(
          "expected one document for each source of the summary, found "
              + documents.size()
              + " for "
              + summary.sources().size());
    }
    if (supersedes.size() > 1) {
      throw new IllegalArgumentException("a package replaces at most one other");
    }
  }

  @Override
  public String toString() {
    return "PackageContent[" + delivery + "]";
  }
}
