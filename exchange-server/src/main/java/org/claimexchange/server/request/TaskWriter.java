package org.claimexchange.server.request;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.UrlType;

/** Writes a data request as its insurer sees it: the Task that came, with where it stands. */
final class TaskWriter {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  private final FhirContext fhir;
  private final RequestTable table;
  private final TaskDetail.Source details;
  private final String publicUrl;
  private final String operator;

  TaskWriter(
      FhirContext fhir,
      RequestTable table,
      TaskDetail.Source details,
      String publicUrl,
      String operator) {
    this.fhir = fhir;
    this.table = table;
    this.details = details;
    this.publicUrl = publicUrl;
    this.operator = operator;
  }

  /** The Task. */
  Task write(RequestRow row) {
    StoredRequest stored = table.document(row.id());
    TaskDetail detail = details.of(row);
    Task task = fhir.newJsonParser().parseResource(Task.class, stored.task());
    task.setId(row.id());
    task.getMeta().setLastUpdated(Date.from(row.changedAt()));
    task.setLastModified(Date.from(row.changedAt()));
    task.setOwner(
        new Reference()
            .setIdentifier(new Identifier().setSystem(TaskShape.PARTICIPANT).setValue(operator)));
    task.setStatus(status(row.status()));
    task.setBusinessStatus(
        concept(
            TaskShape.BUSINESS_STATUS,
            detail.businessStatus().code(),
            detail.businessStatus().chinese() + late(detail)));
    if (!row.reason().isEmpty()) {
      task.setStatusReason(
          concept(
              TaskShape.REASON,
              row.reason(),
              TaskReason.sentence(row.reason()) + failed(row, detail)));
    }
    outputs(task, row, stored, detail);
    return task;
  }

  private void outputs(Task task, RequestRow row, StoredRequest stored, TaskDetail detail) {
    if (row.status() == DataRequestStatus.OPEN) {
      String link = publicUrl + "/h5/#/r/" + stored.link();
      output(task, "link", new UrlType(link));
      output(
          task,
          "link-qr",
          new Attachment()
              .setContentType("image/svg+xml")
              .setData(QrCode.svg(link).getBytes(StandardCharsets.UTF_8)));
    }
    if (!row.transactionId().isEmpty()) {
      output(task, "request-transaction", new StringType(row.transactionId()));
    }
    detail.consent().forEach(id -> output(task, "receipt-number", new StringType(id)));
    detail
        .deliveries()
        .forEach(id -> output(task, "claim-package", new Reference("DocumentReference/" + id)));
    detail
        .missing()
        .forEach(source ->
            output(
                task,
                source.late() ? "late-source" : "failed-source",
                new Reference()
                    .setIdentifier(
                        new Identifier()
                            .setSystem(TaskShape.PARTICIPANT)
                            .setValue(source.participant()))
                    .setDisplay(source.name())));
  }

  /** Who is late, and until when it is waited for. */
  private static String late(TaskDetail detail) {
    String names =
        detail.missing().stream()
            .filter(TaskDetail.Missing::late)
            .map(source ->
                source.name() + "（至 " + source.until().atZone(SHANGHAI).toLocalDate() + "）")
            .collect(Collectors.joining("、"));
    return names.isEmpty() ? "" : "：" + names;
  }

  /** Whom to turn to where records were of no use. */
  private static String failed(RequestRow row, TaskDetail detail) {
    return row.reason().equals(TaskReason.UNUSABLE)
        ? detail.missing().stream()
            .filter(source -> !source.late())
            .map(TaskDetail.Missing::name)
            .collect(Collectors.joining("、", "机构：", "。"))
        : "";
  }

  private static void output(Task task, String code, Type value) {
    task.addOutput()
        .setType(new CodeableConcept(new Coding(TaskShape.OUTPUT, code, null)))
        .setValue(value);
  }

  private static CodeableConcept concept(String system, String code, String text) {
    return new CodeableConcept(new Coding(system, code, null)).setText(text);
  }

  private static TaskStatus status(DataRequestStatus status) {
    return switch (status) {
      case REQUESTED -> TaskStatus.REQUESTED;
      case OPEN -> TaskStatus.RECEIVED;
      case GRANTED -> TaskStatus.ACCEPTED;
      case IN_PROGRESS -> TaskStatus.INPROGRESS;
      case COMPLETED -> TaskStatus.COMPLETED;
      case REJECTED -> TaskStatus.REJECTED;
      case CANCELLED -> TaskStatus.CANCELLED;
      case FAILED -> TaskStatus.FAILED;
    };
  }

  /** The request's status for a Task's; used by searches. */
  static List<DataRequestStatus> of(TaskStatus status) {
    return Arrays.stream(DataRequestStatus.values()).filter(s -> status(s) == status).toList();
  }
}
