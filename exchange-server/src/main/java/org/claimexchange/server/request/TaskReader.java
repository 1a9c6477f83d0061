package org.claimexchange.server.request;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.claimexchange.fhir.claim.ClaimCase;
import org.claimexchange.fhir.claim.Party;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.Purpose;
import org.claimexchange.model.consent.Recipient;
import org.claimexchange.model.consent.RecipientRole;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.json.MalformedJsonException;
import org.claimexchange.model.person.PersonId;
import org.claimexchange.server.request.RequestProblem.Kind;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Task;

/** Reads a data request strictly: whatever is wrong is told at once, or all of it is understood. */
final class TaskReader {
  private static final int MAX_TEXT = 200;

  private final FhirContext fhir;
  private final int maxBytes;
  private final int maxValidityDays;

  TaskReader(FhirContext fhir, int maxBytes, int maxValidityDays) {
    this.fhir = fhir;
    this.maxBytes = maxBytes;
    this.maxValidityDays = maxValidityDays;
  }

  /**
   * Reads one Task.
   *
   * @param json as it came
   * @param insurer who asks, as authenticated
   */
  AskedFor read(byte[] json, Party insurer) throws InvalidTaskException {
    Problems problems = new Problems();
    String canonical = canonical(json, problems);
    Task task = problems.none() ? parse(canonical, problems) : new Task();
    if (!problems.none()) {
      throw new InvalidTaskException(problems.all());
    }
    TaskInputs inputs = new TaskInputs(task, problems);
    AskedFor asked = read(task, inputs, insurer, canonical, problems);
    inputs.refuseUnread();
    if (!problems.none()) {
      throw new InvalidTaskException(problems.all());
    }
    return asked;
  }

  private AskedFor read(
      Task task, TaskInputs inputs, Party insurer, String canonical, Problems problems) {
    envelope(task, insurer, problems);
    packageOnly(inputs, problems);
    PersonId subject = new SubjectReader(problems).read(task);
    Optional<String> basedOn = basedOn(task, problems);
    Purpose purpose = purpose(inputs, basedOn, problems);
    List<Part> parts = new PartReader(problems).read(inputs.all("part"));
    ClaimCase claim = new CaseReader(inputs, problems).read(task, insurer);
    return new AskedFor(
        identifier(task, problems),
        subject,
        text(task.getFor().getDisplay(), "Task.for.display", problems),
        purpose,
        recipients(inputs, insurer),
        parts,
        claim,
        returnUrl(inputs, problems),
        inputs.positive("validity-days", 30, maxValidityDays),
        inputs.positive("uses", 1, 100),
        basedOn,
        Digest.of(canonical.getBytes(StandardCharsets.UTF_8)),
        canonical);
  }

  private String canonical(byte[] json, Problems problems) {
    if (json.length > maxBytes) {
      problems.add(Kind.STRUCTURE, "Task", "at most " + maxBytes + " bytes, found " + json.length);
      return "";
    }
    try {
      return CanonicalJson.writeText(CanonicalJson.read(json, JsonNode.class));
    } catch (MalformedJsonException e) {
      problems.add(Kind.STRUCTURE, "Task", "JSON without repeated members, not nested too deep");
      return "";
    }
  }

  private Task parse(String json, Problems problems) {
    try {
      var parser = fhir.newJsonParser();
      parser.setParserErrorHandler(new CollectingErrorHandler(problems));
      return parser.parseResource(Task.class, json);
    } catch (DataFormatException e) {
      problems.add(Kind.STRUCTURE, "Task", "a FHIR R4 Task");
      return new Task();
    }
  }

  private static void envelope(Task task, Party insurer, Problems problems) {
    problems.unless(
        task.getStatus() == Task.TaskStatus.REQUESTED, Kind.VALUE, "Task.status", "requested");
    problems.unless(task.getIntent() == Task.TaskIntent.ORDER, Kind.VALUE, "Task.intent", "order");
    problems.unless(
        task.getCode().hasCoding(TaskShape.CDEX, TaskShape.DATA_REQUEST_CODE),
        Kind.CODE_INVALID,
        "Task.code",
        TaskShape.DATA_REQUEST_CODE + " of " + TaskShape.CDEX);
    Identifier requester = task.getRequester().getIdentifier();
    problems.unless(
        TaskShape.PARTICIPANT.equals(requester.getSystem())
            && insurer.id().equals(requester.getValue()),
        Kind.BUSINESS_RULE,
        "Task.requester.identifier",
        "the participant id of the insurer that is authenticated");
    problems.unless(
        !task.hasContained() && !task.hasFocus() && !task.hasPartOf() && !task.hasOutput(),
        Kind.NOT_SUPPORTED,
        "Task",
        "no contained resource, focus, partOf or output");
    problems.unless(task.hasAuthoredOn(), Kind.REQUIRED, "Task.authoredOn", "when it was asked");
  }

  private static String identifier(Task task, Problems problems) {
    if (task.getIdentifier().size() != 1
        || !task.getIdentifierFirstRep().hasSystem()
        || !task.getIdentifierFirstRep().hasValue()) {
      problems.add(
          Kind.REQUIRED,
          "Task.identifier",
          "exactly one, with system and value, new for each Task");
      return "";
    }
    Identifier identifier = task.getIdentifierFirstRep();
    problems.unless(
        identifier.getSystem().length() <= MAX_TEXT && identifier.getValue().length() <= MAX_TEXT,
        Kind.VALUE,
        "Task.identifier",
        "at most " + MAX_TEXT + " characters");
    return identifier.getSystem() + "|" + identifier.getValue();
  }

  private static void packageOnly(TaskInputs inputs, Problems problems) {
    boolean asked =
        inputs
            .only(TaskShape.HREX, TaskShape.DATA_CODE)
            .filter(input -> input.getValue() instanceof CodeableConcept)
            .map(input -> (CodeableConcept) input.getValue())
            .filter(code -> code.hasCoding(TaskShape.DATA_CODES, TaskShape.CLAIM_PACKAGE))
            .isPresent();
    problems.unless(
        asked,
        Kind.REQUIRED,
        "Task.input",
        "exactly one data-code, " + TaskShape.CLAIM_PACKAGE + " of " + TaskShape.DATA_CODES);
  }

  private static Purpose purpose(TaskInputs inputs, Optional<String> basedOn, Problems problems) {
    String code = inputs.code("purpose");
    Optional<Purpose> purpose = Codes.read(Purpose.class, code);
    problems.unless(
        purpose.isPresent(),
        Kind.CODE_INVALID,
        "Task.input(purpose)",
        "one of " + Codes.all(Purpose.class));
    problems.unless(
        (purpose.orElse(Purpose.CLAIM_REVIEW) == Purpose.SUPPLEMENT) == basedOn.isPresent(),
        Kind.BUSINESS_RULE,
        "Task.basedOn",
        "the earlier Task, for the purpose supplement and for no other");
    return purpose.orElse(Purpose.CLAIM_REVIEW);
  }

  private static Optional<String> basedOn(Task task, Problems problems) {
    if (!task.hasBasedOn()) {
      return Optional.empty();
    }
    String reference = task.getBasedOnFirstRep().getReference();
    boolean good =
        task.getBasedOn().size() == 1
            && reference != null
            && reference.matches("Task/[A-Za-z0-9_-]{1,64}");
    problems.unless(good, Kind.VALUE, "Task.basedOn", "one reference Task/id");
    return good ? Optional.of(reference.substring("Task/".length())) : Optional.empty();
  }

  private static List<Recipient> recipients(TaskInputs inputs, Party insurer) {
    List<Recipient> recipients = new ArrayList<>();
    recipients.add(new Recipient(insurer.id(), RecipientRole.INSURER));
    for (String id : inputs.participants("co-insurer")) {
      recipients.add(new Recipient(id, RecipientRole.CO_INSURER));
    }
    for (String id : inputs.participants("administrator")) {
      recipients.add(new Recipient(id, RecipientRole.ADMINISTRATOR));
    }
    return recipients;
  }

  private static Optional<String> returnUrl(TaskInputs inputs, Problems problems) {
    String url = inputs.url("return-url");
    if (url.isEmpty()) {
      return Optional.empty();
    }
    try {
      URI uri = URI.create(url);
      boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      if (web && uri.getHost() != null && uri.getUserInfo() == null && url.length() <= 1000) {
        return Optional.of(url);
      }
    } catch (IllegalArgumentException e) {
      // Told below, as any other address that will not do.
    }
    problems.add(Kind.VALUE, "Task.input(return-url)", "an absolute https address");
    return Optional.empty();
  }

  private static String text(String value, String place, Problems problems) {
    boolean good = value != null && !value.isBlank() && value.length() <= MAX_TEXT;
    problems.unless(good, Kind.REQUIRED, place, "a text of at most " + MAX_TEXT + " characters");
    return good ? value.strip() : "";
  }
}
