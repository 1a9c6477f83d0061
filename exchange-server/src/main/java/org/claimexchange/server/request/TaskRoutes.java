package org.claimexchange.server.request;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.claimexchange.model.register.Participant;
import org.claimexchange.server.setup.ExchangeProperties;
import org.claimexchange.server.token.CallingInsurer;
import org.claimexchange.server.web.FhirResponse;
import org.claimexchange.server.web.FhirRoutes;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Task;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /fhir/Task}: data requests in, and where they stand; each insurer sees its own. */
@FhirRoutes
class TaskRoutes {
  private static final Set<String> PARAMETERS =
      Set.of("_id", "identifier", "group-identifier", "status", "_count");
  private static final int MOST = 100;

  private final TaskIntake intake;
  private final TaskWriter writer;
  private final RequestTable table;
  private final CallingInsurer caller;
  private final FhirResponse fhir;
  private final int maxBytes;

  TaskRoutes(
      TaskIntake intake,
      TaskWriter writer,
      RequestTable table,
      CallingInsurer caller,
      FhirResponse fhir,
      ExchangeProperties properties) {
    this.intake = intake;
    this.writer = writer;
    this.table = table;
    this.caller = caller;
    this.fhir = fhir;
    this.maxBytes = (int) properties.request().maxSize().toBytes();
  }

  @PostMapping("/fhir/Task")
  ResponseEntity<String> create(HttpServletRequest request) throws IOException {
    Participant insurer = caller.current();
    byte[] body = request.getInputStream().readNBytes(maxBytes + 1);
    if (body.length > maxBytes) {
      return fhir.error(
          HttpStatus.CONTENT_TOO_LARGE, IssueType.TOOLONG, "at most " + maxBytes + " bytes");
    }
    try {
      return switch (intake.take(body, insurer)) {
        case TaskIntake.Taken.Created(String id) -> found(id, HttpStatus.CREATED);
        case TaskIntake.Taken.Existing(String id) -> found(id, HttpStatus.OK);
        case TaskIntake.Taken.Conflict() ->
            fhir.error(
                HttpStatus.CONFLICT,
                IssueType.DUPLICATE,
                "this Task.identifier belongs to another Task; a new Task needs a new one");
      };
    } catch (InvalidTaskException e) {
      return fhir.of(HttpStatus.UNPROCESSABLE_CONTENT, outcome(e.problems()));
    }
  }

  private ResponseEntity<String> found(String id, HttpStatus status) {
    Task task = writer.write(table.find(id).orElseThrow());
    return ResponseEntity.status(status)
        .location(URI.create("/fhir/Task/" + id))
        .contentType(FhirResponse.JSON)
        .body(fhir.text(task));
  }

  @GetMapping("/fhir/Task/{id}")
  ResponseEntity<String> read(@PathVariable String id) {
    Participant insurer = caller.current();
    return own(id, insurer)
        .map(row -> fhir.of(HttpStatus.OK, writer.write(row)))
        .orElseGet(() -> unknown());
  }

  @GetMapping("/fhir/Task")
  ResponseEntity<String> search(@RequestParam Map<String, String> parameters) {
    Participant insurer = caller.current();
    if (!PARAMETERS.containsAll(parameters.keySet())) {
      return fhir.error(
          HttpStatus.BAD_REQUEST, IssueType.NOTSUPPORTED, "search by " + PARAMETERS + " only");
    }
    Optional<Integer> count = count(parameters.getOrDefault("_count", "20"));
    Optional<List<DataRequestStatus>> statuses = statuses(parameters.getOrDefault("status", ""));
    if (count.isEmpty() || statuses.isEmpty()) {
      return fhir.error(
          HttpStatus.BAD_REQUEST,
          IssueType.VALUE,
          "_count from 1 to " + MOST + ", status a code of Task.status");
    }
    Bundle bundle = new Bundle().setType(Bundle.BundleType.SEARCHSET);
    rows(insurer.id(), parameters, count.get()).stream()
        .filter(row -> statuses.get().contains(row.status()))
        .forEach(row -> bundle.addEntry().setResource(writer.write(row)));
    bundle.setTotal(bundle.getEntry().size());
    return fhir.of(HttpStatus.OK, bundle);
  }

  private List<RequestRow> rows(String insurer, Map<String, String> parameters, int count) {
    if (parameters.containsKey("_id")) {
      return table.find(parameters.get("_id")).filter(row -> row.insurer().equals(insurer)).stream()
          .toList();
    }
    if (parameters.containsKey("identifier")) {
      return table.byIdentifier(insurer, parameters.get("identifier")).stream().toList();
    }
    if (parameters.containsKey("group-identifier")) {
      return table.byCase(insurer, value(parameters.get("group-identifier")), count);
    }
    return table.ofInsurer(insurer, Optional.empty(), count);
  }

  /** The value of a token {@code system|value}. */
  private static String value(String token) {
    return token.substring(token.indexOf('|') + 1);
  }

  private static Optional<Integer> count(String text) {
    return text.matches("[0-9]{1,3}")
        ? Optional.of(Integer.parseInt(text)).filter(n -> n >= 1 && n <= MOST)
        : Optional.empty();
  }

  private static Optional<List<DataRequestStatus>> statuses(String text) {
    if (text.isEmpty()) {
      return Optional.of(List.of(DataRequestStatus.values()));
    }
    for (Task.TaskStatus status : Task.TaskStatus.values()) {
      if (status != Task.TaskStatus.NULL && text.equals(status.toCode())) {
        return Optional.of(TaskWriter.of(status));
      }
    }
    return Optional.empty();
  }

  private Optional<RequestRow> own(String id, Participant insurer) {
    return table.find(id).filter(row -> row.insurer().equals(insurer.id()));
  }

  private ResponseEntity<String> unknown() {
    return fhir.error(HttpStatus.NOT_FOUND, IssueType.NOTFOUND, "no such Task of this insurer");
  }

  private static OperationOutcome outcome(List<RequestProblem> problems) {
    OperationOutcome outcome = new OperationOutcome();
    for (RequestProblem problem : problems) {
      outcome
          .addIssue()
          .setSeverity(IssueSeverity.ERROR)
          .setCode(type(problem.kind()))
          .setDiagnostics("expected " + problem.sentence())
          .addExpression(problem.expression());
    }
    return outcome;
  }

  private static IssueType type(RequestProblem.Kind kind) {
    return switch (kind) {
      case STRUCTURE -> IssueType.STRUCTURE;
      case REQUIRED -> IssueType.REQUIRED;
      case VALUE -> IssueType.VALUE;
      case CODE_INVALID -> IssueType.CODEINVALID;
      case NOT_SUPPORTED -> IssueType.NOTSUPPORTED;
      case BUSINESS_RULE -> IssueType.BUSINESSRULE;
    };
  }
}
