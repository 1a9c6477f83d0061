package org.claimexchange.fhir.scope;

import static org.claimexchange.fhir.scope.Records.concept;
import static org.claimexchange.fhir.scope.Records.labelled;
import static org.claimexchange.fhir.scope.Records.person;
import static org.claimexchange.fhir.scope.Records.to;
import static org.claimexchange.fhir.scope.Records.with;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.fhir.query.VisitClasses;
import org.claimexchange.fhir.scope.RandomWorld.Item;
import org.claimexchange.fhir.scope.RandomWorld.Visit;
import org.claimexchange.model.consent.ProtectedKind;
import org.hl7.fhir.r4.model.Basic;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;

/**
 * A world as a hospital would send it. Each record has a mark in a name; and wherever else FHIR has
 * room (narrative, extensions, contained, displays, tags) a mark that must never pass.
 */
final class WorldAsFhir {
  static final String NEVER = "never-";
  private static final List<String> PERSONS = List.of("mother", "father", "newborn");

  private final RandomWorld world;

  WorldAsFhir(RandomWorld world) {
    this.world = world;
  }

  static String mark(Item item) {
    return "mark-" + item.id() + "-";
  }

  List<Resource> resources(Random order) {
    var all = new ArrayList<Resource>();
    all.add(Records.mother());
    all.add(person("father", "310104197001010012", "赵某", "1970-01-01", AdministrativeGender.MALE));
    all.add(
        person(
            "newborn", Records.MOTHER.number(), "孙小燕之子", "2026-10-18", AdministrativeGender.MALE));
    world.visits.forEach(visit -> all.add(visit(visit)));
    world.items.forEach(item -> all.add(hide(labelled(item), item)));
    world.items.stream().filter(Item::twice).forEach(item -> all.add(hide(again(item), item)));
    world.items.stream()
        .filter(item -> item.sort() == RandomWorld.Sort.FILE)
        .forEach(item -> all.add(binary(item)));
    Collections.shuffle(all, order);
    return all;
  }

  private Resource visit(Visit visit) {
    Encounter made =
        Records.visit(
            "v" + visit.id(),
            visit.number(),
            PERSONS.get(visit.person()),
            visit.from().toString(),
            visit.to().toString(),
            VisitClasses.of(visit.kind()).getFirst());
    made.getPeriod().setEndElement(made.getPeriod().getEndElement());
    if (visit.partOf() >= 0) {
      made.setPartOf(to("Encounter", "v" + visit.partOf()).setDisplay(NEVER));
    }
    world.items.stream()
        .filter(item -> item.visit() == visit.id() && item.sort() == RandomWorld.Sort.DIAGNOSIS)
        .forEach(item -> made.addDiagnosis().setCondition(refer(item)));
    return visit.label() == null ? made : Records.labelled(made, label(visit.label()));
  }

  private Resource labelled(Item item) {
    var made = made(item);
    return item.label() == null || item.byCode()
        ? made
        : Records.labelled(made, label(item.label()));
  }

  /** The same record once more, with other content. */
  private Resource again(Item item) {
    var second =
        new Item(
            item.id(),
            item.sort(),
            item.person(),
            item.visit(),
            item.secondLabel(),
            item.byCode(),
            item.about(),
            true,
            null);
    var made = labelled(second);
    made.setLanguage("zh-CN");
    return made;
  }

  private Resource made(Item item) {
    var id = "i" + item.id();
    var about = item.about().stream().map(world.items::get).map(WorldAsFhir::refer).toList();
    var subject = to("Patient", PERSONS.get(item.person())).setDisplay(NEVER);
    var visit = item.visit() < 0 ? new Reference() : to("Encounter", "v" + item.visit());
    return switch (item.sort()) {
      case DIAGNOSIS -> {
        var made = Records.diagnosis(id, "", "").setSubject(subject).setEncounter(visit);
        yield made.setCode(name(item));
      }
      case OPERATION -> {
        var made = Records.operation(id, "", "").setSubject(subject).setEncounter(visit);
        about.forEach(made::addReasonReference);
        yield made.setCode(name(item));
      }
      case RESULT -> result(item, "laboratory").setSubject(subject).setEncounter(visit);
      case VITALS -> result(item, "vital-signs").setSubject(subject).setEncounter(visit);
      case REPORT -> {
        var made = with(new DiagnosticReport(), id).setSubject(subject).setEncounter(visit);
        made.addCategory(concept("http://terminology.hl7.org/CodeSystem/v2-0074", "SP", "病理"));
        about.forEach(made::addResult);
        yield made.setCode(name(item));
      }
      case DOCUMENT -> {
        var made = with(new DocumentReference(), id).setSubject(subject);
        made.setType(concept("urn:oid:2.16.156.10011.2.4", "C0053", "出院小结"));
        if (!visit.isEmpty()) {
          made.getContext().addEncounter(visit);
        }
        attachments(made, item);
        yield made.setDescription(mark(item)).addCategory(name(item));
      }
      case FILE -> {
        var made = with(new DocumentReference(), id).setSubject(subject);
        for (String category : item.sort().categories) {
          made.addCategory(concept(Category.SYSTEM, category, category));
        }
        if (!visit.isEmpty()) {
          made.getContext().addEncounter(visit);
        }
        made.addContent().getAttachment().setUrl("Binary/b" + item.id());
        yield made.setDescription(mark(item)).addCategory(name(item));
      }
      case FEE -> {
        var made = Records.fee(id, "", "1.00").setSubject(subject).setContext(visit);
        about.forEach(made::addService);
        yield made.setCode(name(item));
      }
      case INVOICE -> {
        var made = Records.invoice(id, "1.00").setSubject(subject).setType(name(item));
        if (!visit.isEmpty()) {
          made.addExtension(new Extension(InvoiceVisit.URL, visit));
        }
        about.forEach(line -> made.addLineItem().setChargeItem(line));
        yield made;
      }
      case SETTLEMENT -> {
        var made = Records.settlement(id).setPatient(subject).setType(name(item));
        made.getItemFirstRep().setEncounter(visit.isEmpty() ? List.of() : List.of(visit));
        yield made;
      }
    };
  }

  /** One with its bytes, one that lies elsewhere. */
  private static void attachments(DocumentReference document, Item item) {
    document.addContent().getAttachment().setContentType("text/plain").setData(bytes(item));
    document
        .addContent()
        .getAttachment()
        .setContentType("text/plain")
        .setUrl("https://his.example/" + NEVER + item.id());
  }

  private static Binary binary(Item item) {
    var binary = new Binary().setContentType("text/plain");
    binary.setContent(bytes(item));
    binary.setId("b" + item.id());
    return binary;
  }

  /** What stands in the bytes of an attachment: the mark once more. */
  private static byte[] bytes(Item item) {
    return mark(item).getBytes(StandardCharsets.UTF_8);
  }

  private Observation result(Item item, String category) {
    var made = Records.result("i" + item.id(), "", "");
    made.getCategoryFirstRep().getCodingFirstRep().setCode(category);
    return made.setCode(name(item));
  }

  private static Reference refer(Item item) {
    var type =
        switch (item.sort()) {
          case DIAGNOSIS -> "Condition";
          case OPERATION -> "Procedure";
          case RESULT, VITALS -> "Observation";
          case REPORT -> "DiagnosticReport";
          case DOCUMENT, FILE -> "DocumentReference";
          case FEE -> "ChargeItem";
          case INVOICE -> "Invoice";
          case SETTLEMENT -> "ExplanationOfBenefit";
        };
    return to(type, "i" + item.id()).setDisplay(NEVER + mark(item));
  }

  /** The mark, and, where the hospital did not label, the code that tells the kind. */
  private static CodeableConcept name(Item item) {
    var name = new CodeableConcept().setText(mark(item));
    if (item.label() != null && item.byCode()) {
      var code =
          switch (item.label()) {
            case MENTAL_HEALTH -> "F20.0";
            case HIV -> "B24";
            case REPRODUCTIVE -> "O03.9";
            case GENETIC -> "Q90.9";
          };
      name.addCoding().setSystem("http://hl7.org/fhir/sid/icd-10").setCode(code);
    }
    return name;
  }

  private static String label(ProtectedKind kind) {
    return switch (kind) {
      case MENTAL_HEALTH -> "PSY";
      case HIV -> "HIV";
      case REPRODUCTIVE -> "SEX";
      case GENETIC -> "GDIS";
    };
  }

  /** Numbers of records that are no bills stay behind. */
  private static void number(Resource resource, String hidden) {
    var number = new Identifier().setSystem("https://his.example/record").setValue(hidden);
    switch (resource) {
      case Condition condition -> condition.addIdentifier(number);
      case Procedure procedure -> procedure.addIdentifier(number);
      case Observation observation -> observation.addIdentifier(number);
      case DiagnosticReport report -> report.addIdentifier(number);
      case DocumentReference document -> document.addIdentifier(number).setMasterIdentifier(number);
      default -> {
        // Bills keep their numbers.
      }
    }
  }

  private static Resource hide(Resource resource, Item item) {
    var hidden = NEVER + item.id();
    resource.getMeta().addTag("https://his.example", hidden, hidden).setSource(hidden);
    if (resource instanceof DomainResource domain) {
      domain.addExtension("https://his.example/" + hidden, new StringType(hidden));
      domain.setText(new Narrative().setStatus(Narrative.NarrativeStatus.GENERATED));
      domain
          .getText()
          .setDivAsString("<div xmlns=\"http://www.w3.org/1999/xhtml\">" + hidden + "</div>");
      var inner = new Basic();
      inner.setId("#inner");
      inner.setCode(new CodeableConcept().setText(hidden));
      domain.addContained(inner);
    }
    number(resource, hidden);
    return resource;
  }
}
