package org.claimexchange.fhir.summary;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** Finds what a reference in a document leads to, and says values as people read them. */
final class DocumentIndex {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final List<String> VISIT_NUMBERS =
      List.of("urn:oid:2.16.156.10011.1.12", "urn:oid:2.16.156.10011.1.11");

  private final Map<String, Resource> resources = new HashMap<>();
  private final List<Resource> inOrder;

  DocumentIndex(Bundle document) {
    document.getEntry().forEach(e -> resources.put(e.getFullUrl(), e.getResource()));
    inOrder = document.getEntry().stream().map(e -> e.getResource()).toList();
  }

  <T extends Resource> List<T> all(Class<T> type) {
    return inOrder.stream().filter(type::isInstance).map(type::cast).toList();
  }

  <T extends Resource> T one(Class<T> type) {
    return all(type).getFirst();
  }

  <T extends Resource> Optional<T> find(Reference reference, Class<T> type) {
    return reference.hasReference()
        ? Optional.ofNullable(resources.get(reference.getReference()))
            .filter(type::isInstance)
            .map(type::cast)
        : Optional.empty();
  }

  /** 住院号 or 门诊号 of the visit that a reference leads to, or empty. */
  String visit(Reference encounter) {
    return find(encounter, Encounter.class).map(DocumentIndex::number).orElse("");
  }

  static String number(Encounter visit) {
    return VISIT_NUMBERS.stream()
        .flatMap(
            system -> visit.getIdentifier().stream().filter(id -> system.equals(id.getSystem())))
        .findFirst()
        .or(() -> visit.getIdentifier().stream().findFirst())
        .map(id -> id.getValue())
        .orElse("");
  }

  /** Who it is: the display, else the name of what it leads to, or empty. */
  String who(Reference reference) {
    if (reference.hasDisplay()) {
      return reference.getDisplay();
    }
    return find(reference, Resource.class)
        .map(resource ->
            switch (resource) {
              case Organization organization -> text(organization.getName());
              case Practitioner doctor -> name(doctor);
              case PractitionerRole role -> who(role.getPractitioner());
              default -> "";
            })
        .orElse("");
  }

  private static String name(Practitioner doctor) {
    var name = doctor.getNameFirstRep();
    return name.hasText() ? name.getText() : name.getNameAsSingleString();
  }

  /** A concept by its text, else by the first display, else by the first code. */
  static String text(CodeableConcept concept) {
    if (concept.hasText()) {
      return concept.getText();
    }
    return concept.getCoding().stream()
        .map(coding -> coding.hasDisplay() ? coding.getDisplay() : text(coding.getCode()))
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }

  static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** The first code, with the name of its system where people know it. */
  static String code(CodeableConcept concept) {
    return concept.getCoding().stream()
        .filter(Coding::hasCode)
        .findFirst()
        .map(coding -> system(text(coding.getSystem())) + coding.getCode())
        .orElse("");
  }

  private static String system(String uri) {
    if (uri.startsWith("http://hl7.org/fhir/sid/icd-10")
        || uri.startsWith("urn:oid:2.16.156.10011.2.3.3.11")) {
      return "ICD-10 ";
    }
    return switch (uri) {
      case "urn:oid:2.16.156.10011.2.3.3.12" -> "ICD-9-CM-3 ";
      case "http://loinc.org" -> "LOINC ";
      case "http://snomed.info/sct" -> "SNOMED CT ";
      case "http://www.whocc.no/atc" -> "ATC ";
      case "http://www.nlm.nih.gov/research/umls/rxnorm" -> "RxNorm ";
      default -> "";
    };
  }

  static Optional<Instant> instant(BaseDateTimeType time) {
    return Optional.ofNullable(time.getValue()).map(date -> date.toInstant());
  }

  /** The day in Asia/Shanghai; a year or month alone is no day. */
  static Optional<LocalDate> day(BaseDateTimeType time) {
    if (!time.hasValue()) {
      return Optional.empty();
    }
    return switch (time.getPrecision()) {
      case YEAR, MONTH -> Optional.empty();
      case DAY -> Optional.of(LocalDate.parse(time.getValueAsString()));
      case MINUTE, SECOND, MILLI ->
          Optional.of(time.getValue().toInstant().atZone(ZONE).toLocalDate());
    };
  }
}
