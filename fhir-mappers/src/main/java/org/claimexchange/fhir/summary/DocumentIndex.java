package org.claimexchange.fhir.summary;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * What references in a document lead to, as far as it is told to people; and how values are told.
 * Of each entry it holds a word or two, for entries come in any order.
 */
final class DocumentIndex {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final List<String> VISIT_NUMBERS =
      List.of("urn:oid:2.16.156.10011.1.12", "urn:oid:2.16.156.10011.1.11");

  private final Map<String, String> visits = new HashMap<>();
  private final Map<String, Map<String, String>> uses = new HashMap<>();
  private final Map<String, Resource> parties = new HashMap<>();
  private final Map<String, CodeableConcept> medicines = new HashMap<>();
  private final Map<String, String> groups = new HashMap<>();

  /** Notes what other entries may refer to. */
  void add(String address, Resource resource) {
    switch (resource) {
      case Encounter visit -> {
        visits.put(address, number(visit));
        var ofVisit = uses.computeIfAbsent(address, key -> new HashMap<>());
        visit
            .getDiagnosis()
            .forEach(diagnosis ->
                ofVisit.putIfAbsent(to(diagnosis.getCondition()), text(diagnosis.getUse())));
      }
      case Organization party -> parties.put(address, party);
      case Practitioner party -> parties.put(address, party);
      case PractitionerRole party -> parties.put(address, party);
      case Medication medicine -> medicines.put(address, medicine.getCode());
      case DiagnosticReport report -> {
        var name = text(report.getCode());
        report.getResult().forEach(result -> groups.putIfAbsent(to(result), name));
      }
      default -> {
        // Nothing that a line says comes from it.
      }
    }
  }

  /** What a reference leads to; empty where it leads nowhere. */
  static String to(Reference reference) {
    return text(reference.getReference());
  }

  /** 住院号 or 门诊号 of the visit at an address, or empty. */
  String visit(String address) {
    return visits.getOrDefault(address, "");
  }

  /** 主要诊断 and the like: how a visit uses a diagnosis, or empty. */
  String use(String visit, String diagnosis) {
    return uses.getOrDefault(visit, Map.of()).getOrDefault(diagnosis, "");
  }

  /** The report that a result belongs to, or empty. */
  String group(String result) {
    return groups.getOrDefault(result, "");
  }

  /** The medicine at an address. */
  CodeableConcept medicine(String address) {
    return medicines.getOrDefault(address, new CodeableConcept());
  }

  /** The organization at an address. */
  Optional<Organization> organization(String address) {
    return Optional.ofNullable(parties.get(address))
        .filter(Organization.class::isInstance)
        .map(Organization.class::cast);
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
    return switch (parties.get(to(reference))) {
      case Organization organization -> text(organization.getName());
      case Practitioner doctor -> name(doctor);
      case PractitionerRole role -> who(role.getPractitioner());
      case null, default -> "";
    };
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
