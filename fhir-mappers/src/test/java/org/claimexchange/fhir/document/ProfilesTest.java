package org.claimexchange.fhir.document;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.fhir.quality.QualityRemark.Rule;
import org.claimexchange.fhir.records.MapperOf;
import org.claimexchange.fhir.scope.ScopeFilter;
import org.claimexchange.fhir.source.Joined;
import org.claimexchange.fhir.source.MapOutcome.Mapped;
import org.claimexchange.fhir.source.SourceFile;
import org.claimexchange.model.consent.DateRange;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.VisitKind;
import org.claimexchange.model.person.IdSystem;
import org.claimexchange.model.person.PersonId;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Invoice;
import org.hl7.fhir.r4.model.Money;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the profiles promise: a document that breaks one promise is refused by them. */
class ProfilesTest {
  private static final FhirContext FHIR = FhirContext.forR4Cached();
  private static final Path RECORDS = Path.of("src/test/resources/records");

  /** What only our profiles say. */
  private static final Set<String> OURS =
      Set.of("https://claimexchange.org/fhir/", "ce-prov-1", "Invalid Resource target type");

  private static final Set<String> WITHOUT_PROFILE = Set.of("Binary");

  @Test
  void theDocumentThatTheBreakersBreakIsWhole() throws IOException {
    assertThat(R4Validation.SHARED.errors(document())).isEmpty();
  }

  /** One under each of two record numbers, as many hospitals have it. */
  @Test
  void aPersonOfWhomASourceHasTwoRecordsStandsTwice() throws IOException {
    var joined = joined();
    var resources = new ArrayList<>(joined.resources());
    var again =
        resources.stream().filter(Patient.class::isInstance).findFirst().orElseThrow().copy();
    again.setId("second");
    resources.add(again);

    var document = document(joined, resources);

    assertThat(document.getEntry())
        .filteredOn(entry -> entry.getResource() instanceof Patient)
        .hasSize(2);
    assertThat(R4Validation.SHARED.errors(document)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("breakers")
  void aBrokenPromiseIsRefused(String promise, Consumer<Bundle> breaker) throws IOException {
    var document = document();

    breaker.accept(document);

    assertThat(R4Validation.SHARED.errors(document))
        .as(promise)
        .anyMatch(error -> OURS.stream().anyMatch(error::contains));
  }

  static Stream<Arguments> breakers() {
    return Stream.of(
        breaker("a timestamp", d -> d.setTimestamp(null)),
        breaker("an identifier", d -> d.setIdentifier(null)),
        breaker("no total", d -> d.setTotal(d.getEntry().size())),
        breaker("no link", d -> d.addLink().setRelation("self").setUrl("https://e.example/1")),
        breaker("a person", d -> remove(d, Patient.class)),
        breaker("a quality report", d -> remove(d, OperationOutcome.class)),
        breaker("a provenance", d -> remove(d, Provenance.class)),
        breaker("a commercial claim", d -> remove(d, Claim.class)),
        breaker("no narrative", d -> one(d, Encounter.class).setText(narrative())),
        breaker("no contained resource", d -> one(d, Encounter.class).addContained(contained())),
        breaker("no address of the person", d -> one(d, Patient.class).addAddress(home())),
        breaker(
            "the person's number has a system",
            d -> one(d, Patient.class).getIdentifierFirstRep().setSystem(null)),
        breaker(
            "no extension that is not published",
            d -> one(d, ChargeItem.class).addExtension(own("https://his.example/bed", "12"))),
        breaker(
            "a published extension at its own place only",
            d -> one(d, Encounter.class).addExtension(price())),
        breaker("one unit price a line", d -> one(d, ChargeItem.class).addExtension(price())),
        breaker(
            "an invoice's number has a value",
            d -> one(d, Invoice.class).getIdentifierFirstRep().setValue(null)),
        breaker("no note of an invoice", d -> one(d, Invoice.class).addNote().setText("现金")),
        breaker("a section's code", d -> section(d, 0).setCode(null)),
        breaker("a section's entries", d -> section(d, 0).getEntry().clear()),
        breaker("no text of a section", d -> section(d, 0).setText(narrative())),
        breaker(
            "no section of another kind",
            d -> section(d, 0).getCode().getCodingFirstRep().setCode("bed")),
        breaker(
            "one section a category",
            d -> one(d, Composition.class).addSection(section(d, 0).copy())),
        breaker(
            "diagnoses in the section of diagnoses",
            d -> section(d, "diagnosis").addEntry(section(d, "fee-list").getEntryFirstRep())),
        breaker(
            "granted categories by their codes",
            d ->
                one(d, Composition.class)
                    .getEventFirstRep()
                    .getCodeFirstRep()
                    .getCodingFirstRep()
                    .setCode("everything")),
        breaker("the custodian", d -> one(d, Composition.class).setCustodian(null)),
        breaker("the release", d -> one(d, Provenance.class).getEntity().removeFirst()),
        breaker(
            "a digest in hexadecimal",
            d ->
                one(d, Provenance.class)
                    .getEntity()
                    .getLast()
                    .getWhat()
                    .getIdentifier()
                    .setValue("9F86D081")),
        breaker("when it came", d -> one(d, Provenance.class).setOccurred(null)),
        breaker("who sent it", d -> one(d, Provenance.class).getAgent().removeFirst()),
        breaker("a cover of the claim", d -> one(d, Claim.class).getInsurance().clear()),
        breaker("no bank account", d -> one(d, Claim.class).getPayee().setType(other(d))),
        breaker(
            "no other field of the case",
            d -> one(d, Claim.class).addSupportingInfo().setSequence(99).setCategory(other(d))),
        breaker(
            "the policy number's system",
            d -> commercial(d).getIdentifierFirstRep().setSystem("https://insurer.example/p")),
        breaker(
            "one sentence an issue",
            d -> one(d, OperationOutcome.class).getIssueFirstRep().getDetails().setText(null)),
        breaker(
            "no diagnostics",
            d -> one(d, OperationOutcome.class).getIssueFirstRep().setDiagnostics("row 3")),
        breaker(
            "a rule that is published",
            d ->
                one(d, OperationOutcome.class)
                    .getIssueFirstRep()
                    .getDetails()
                    .getCodingFirstRep()
                    .setCode("mood")),
        breaker(
            "a profile on every entry",
            d -> one(d, Encounter.class).getMeta().getProfile().clear()));
  }

  @Test
  void everyEntryDeclaresAProfileOfTheRepository() throws IOException {
    var published =
        R4Validation.profiles(FHIR).stream().map(p -> p.getUrl()).collect(Collectors.toSet());

    var document = document();

    assertThat(published).contains(document.getMeta().getProfile().getFirst().getValue());
    for (var entry : document.getEntry()) {
      assertThat(entry.getResource().getMeta().getProfile())
          .as(entry.getResource().fhirType())
          .hasSize(1)
          .allMatch(profile -> published.contains(profile.getValue()));
    }
  }

  /** Types of which these files have none would else be found out by an insurer. */
  @ParameterizedTest
  @MethodSource("org.claimexchange.fhir.scope.ProfileElementsTest#typesThatPass")
  void everyTypeThatPassesTheFilterHasAProfile(String type) {
    if (WITHOUT_PROFILE.contains(type)) {
      return;
    }
    var resource = (Resource) FHIR.getResourceDefinition(type).newInstance();

    Profiles.declare(resource);

    assertThat(R4Validation.profiles(FHIR))
        .extracting(profile -> profile.getUrl())
        .contains(resource.getMeta().getProfile().getFirst().getValue());
  }

  @Test
  void everyRuleOfQualityStandsInItsCodeSystem() {
    var codes =
        R4Validation.profiles(FHIR).stream()
            .filter(resource -> resource.getIdElement().getIdPart().equals("quality-rule"))
            .flatMap(system -> ((CodeSystem) system).getConcept().stream())
            .map(CodeSystem.ConceptDefinitionComponent::getCode)
            .toList();

    assertThat(codes)
        .containsExactlyElementsOf(
            Arrays.stream(Rule.values())
                .map(rule -> rule.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList());
  }

  private static Arguments breaker(String promise, Consumer<Bundle> breaker) {
    return Arguments.of(promise, breaker);
  }

  /** A settlement list, its fee list and its invoice: one of everything that is broken here. */
  private static Bundle document() throws IOException {
    var joined = joined();
    return document(joined, joined.resources());
  }

  private static Joined joined() throws IOException {
    return Joined.of(
        List.of(
            mapped("settlement-list", "01-stay.json"),
            mapped("fee-list-csv", "01-chinese-header.csv"),
            mapped("invoice", "01-inpatient.xml")));
  }

  private static Bundle document(Joined joined, List<Resource> resources) {
    var all = new HashSet<String>();
    var person =
        joined.resources().stream()
            .filter(Patient.class::isInstance)
            .map(patient -> ((Patient) patient).getIdentifierFirstRep().getValue())
            .filter(all::add)
            .toList();
    assertThat(person).as("the three files are of one person").hasSize(1);
    var subject = new PersonId(IdSystem.RESIDENT_ID, person.getFirst());
    var scoped = new ScopeFilter().filter(resources, everything(), subject);
    return SampleDocuments.of(scoped, everything(), subject, joined.digests(), joined.files(), 3);
  }

  private static Mapped mapped(String format, String name) throws IOException {
    var bytes = Files.readAllBytes(RECORDS.resolve(format).resolve(name));
    return (Mapped)
        MapperOf.format(format).map(new SourceFile(name, MapperOf.mediaType(format), bytes));
  }

  private static Part everything() {
    return new Part(
        "hospital-1",
        List.of(),
        new DateRange(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31)),
        List.of(VisitKind.values()),
        Arrays.stream(Category.values()).map(Category::code).toList(),
        List.of(),
        false);
  }

  private static <T extends Resource> T one(Bundle document, Class<T> type) {
    return type.cast(entry(document, type).getResource());
  }

  private static <T extends Resource> Bundle.BundleEntryComponent entry(
      Bundle document, Class<T> type) {
    return document.getEntry().stream()
        .filter(entry -> type.isInstance(entry.getResource()))
        .findFirst()
        .orElseThrow();
  }

  private static Coverage commercial(Bundle document) {
    return document.getEntry().stream()
        .map(Bundle.BundleEntryComponent::getResource)
        .filter(resource -> resource.getMeta().hasProfile(Profiles.COMMERCIAL_COVERAGE))
        .map(Coverage.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static void remove(Bundle document, Class<? extends Resource> type) {
    document.getEntry().remove(entry(document, type));
  }

  private static Composition.SectionComponent section(Bundle document, int number) {
    return one(document, Composition.class).getSection().get(number);
  }

  private static Composition.SectionComponent section(Bundle document, String code) {
    return one(document, Composition.class).getSection().stream()
        .filter(section -> section.getCode().getCodingFirstRep().getCode().equals(code))
        .findFirst()
        .orElseThrow();
  }

  private static CodeableConcept other(Bundle document) {
    return one(document, Claim.class).getPriority().copy();
  }

  private static Narrative narrative() {
    var narrative = new Narrative().setStatus(Narrative.NarrativeStatus.GENERATED);
    narrative.setDivAsString("<div xmlns=\"http://www.w3.org/1999/xhtml\">同房患者李某</div>");
    return narrative;
  }

  private static Resource contained() {
    var patient = new Patient();
    patient.setId("other");
    return patient;
  }

  private static Address home() {
    return new Address().setText("上海市黄浦区示范路 1 号");
  }

  private static Extension own(String url, String value) {
    return new Extension(url, new StringType(value));
  }

  private static Extension price() {
    return new Extension(
        "https://claimexchange.org/fhir/StructureDefinition/unit-price",
        new Money().setValue(1).setCurrency("CNY"));
  }
}
