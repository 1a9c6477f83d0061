package org.claimexchange.fhir.document;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.claimexchange.fhir.document.DocumentSink.Place;
import org.claimexchange.fhir.quality.QualityCheck;
import org.claimexchange.fhir.read.Answer;
import org.claimexchange.fhir.read.MalformedAnswerException;
import org.claimexchange.fhir.scope.Keeper;
import org.claimexchange.fhir.scope.ScopeFilter;
import org.claimexchange.fhir.source.FileRemarks;
import org.claimexchange.fhir.summary.DocumentReader;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.person.PersonId;
import org.hl7.fhir.r4.model.Resource;

/**
 * The way of a source's answer into its claim document: filtered, checked, written and summed up
 * record by record, so that its memory follows the largest record and a few words of each, not the
 * answer. Safe for use by several threads.
 */
public final class DocumentMaker {
  private final FhirContext fhir;
  private final ScopeFilter filter;
  private final ClaimDocument documents;

  /**
   * @param fhir of R4, shared
   */
  public DocumentMaker(FhirContext fhir, ScopeFilter filter, ClaimDocument documents) {
    this.fhir = fhir;
    this.filter = filter;
    this.documents = documents;
  }

  /**
   * Makes the document of one source.
   *
   * @param answer read twice
   * @param part what was granted there
   * @param subject whom the records must be about
   * @param facts asked for once the answer was read, since its digests are known only then
   * @param files what the mappers had to say of the source's own files; asked for at the end
   * @throws MalformedAnswerException if a page cannot be read
   */
  public MadeDocument make(
      Answer answer,
      Part part,
      PersonId subject,
      Supplier<DocumentFacts> facts,
      Supplier<List<FileRemarks>> files)
      throws MalformedAnswerException {
    return make(answer, part, subject, facts, files, copy -> {});
  }

  /**
   * As the other, with something that is still to be written into the copies.
   *
   * @param passing gets the copy of each record that passes before it goes into the document, and
   *     may add to it
   * @throws MalformedAnswerException if a page cannot be read
   */
  public MadeDocument make(
      Answer answer,
      Part part,
      PersonId subject,
      Supplier<DocumentFacts> facts,
      Supplier<List<FileRemarks>> files,
      Consumer<? super Resource> passing)
      throws MalformedAnswerException {
    var judged = filter.judge(answer, part, subject);
    var making = new Making(fhir, documents, part, facts.get(), passing);
    var findings = judged.copy(making);
    making.quality.remarks(files.get());
    var report = making.quality.report();
    var head = making.document.finish(report);
    return new MadeDocument(
        making.json.finish(head), making.summary.summary(), making.kept, findings, report);
  }

  /** One document in the making. */
  private static final class Making implements Keeper {
    private final QualityCheck quality;
    private final DocumentReader summary = new DocumentReader();
    private final DocumentJson.Writer json;
    private final DocumentAssembly document;
    private final Consumer<? super Resource> passing;
    private int kept;

    Making(
        FhirContext fhir,
        ClaimDocument documents,
        Part part,
        DocumentFacts facts,
        Consumer<? super Resource> passing) {
      this.passing = passing;
      this.quality = new QualityCheck(part);
      this.json = new DocumentJson.Writer(fhir);
      this.document = documents.begin(facts, this::entry);
    }

    private void entry(Place place, String address, Resource resource) {
      summary.add(address, resource);
      json.entry(place, address, resource);
    }

    @Override
    public void expect(List<String> addresses) {
      document.expect(addresses);
    }

    @Override
    public void keep(Resource copy) {
      kept++;
      passing.accept(copy);
      quality.add(copy);
      document.keep(copy);
    }
  }
}
