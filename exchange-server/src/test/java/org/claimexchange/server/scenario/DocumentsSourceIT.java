package org.claimexchange.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.claimexchange.model.consent.Part;
import org.claimexchange.server.job.Happening;
import org.claimexchange.server.job.Story;
import org.claimexchange.server.release.PullRow;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A hospital that hands out its own documents over HTTP, behind a guard. */
class DocumentsSourceIT {
  private static final Part STAY = Claims.only(Claims.SECOND_STAY, "visit", "fee-list");

  @TempDir static Path data;
  @TempDir Path folder;
  private static RunningExchange exchange;
  private static DocumentsHospital hospital;

  @BeforeAll
  static void start() throws Exception {
    int port = RunningExchange.freePort();
    exchange =
        RunningExchange.start(
            data,
            RunningExchange.freePort(),
            List.of("hospital-1"),
            List.of(
                "--sample.hospital-2.port=" + port,
                "--exchange.sources.hospital-2.kind=documents",
                "--exchange.pull.max-document=1MB"));
    hospital = DocumentsHospital.start(port, exchange.handover().resolve("trust"), data);
  }

  @AfterAll
  static void stop() throws Exception {
    hospital.close();
    exchange.close();
  }

  @Test
  void its_files_become_records_and_travel_untouched_with_the_print_that_shows_them()
      throws Exception {
    // given
    OwnFile fees = OwnFile.feeList();
    OwnFile print = OwnFile.printOf(fees);
    hospital.has(true, fees, print);

    // when
    Carried claim = Carried.granted(exchange, STAY);
    claim.awaitStatus(Task.TaskStatus.COMPLETED);

    // then
    Path files = claim.open(folder);
    assertThat(Carried.originals(files)).containsExactly("01-费用清单.csv", "02-费用清单.pdf");
    assertThat(files.resolve("originals/01-费用清单.csv")).hasBinaryContent(fees.bytes());
    assertThat(files.resolve("originals/02-费用清单.pdf")).hasBinaryContent(print.bytes());
    assertThat(Carried.document(files))
        .contains("膝关节磁共振平扫", "FY002", hex(fees), hex(print), "originals/01-");
    assertThat(Files.readString(files.resolve("fees.csv"))).contains("膝关节磁共振平扫", "128.00");
    // and: nothing rests in clear, and nothing rests at all once it is sealed
    assertThat(count("pulled_document", claim)).isZero();
  }

  @Test
  void without_the_category_of_a_file_neither_it_nor_its_print_nor_their_digests_are_passed_on()
      throws Exception {
    OwnFile fees = OwnFile.feeList();
    OwnFile print = OwnFile.printOf(fees);
    hospital.has(true, fees, print);

    Carried claim = Carried.granted(exchange, Claims.only(Claims.SECOND_STAY, "visit"));
    claim.awaitStatus(Task.TaskStatus.COMPLETED);

    Path files = claim.open(folder);
    assertThat(Carried.originals(files)).isEmpty();
    assertThat(Carried.document(files)).doesNotContain("膝关节", hex(fees), hex(print));
  }

  @Test
  void a_file_of_another_patient_is_not_passed_on_and_the_operator_is_told() throws Exception {
    OwnFile others = OwnFile.feeListOfAnother();
    hospital.has(true, OwnFile.feeList(), others, OwnFile.printOf(others));

    Carried claim = Carried.granted(exchange, STAY);
    claim.awaitStatus(Task.TaskStatus.COMPLETED);

    Path files = claim.open(folder);
    assertThat(Carried.originals(files)).containsExactly("01-费用清单.csv");
    assertThat(Carried.document(files))
        .contains("膝关节磁共振平扫")
        .doesNotContain("陈志强", "310104197605039991", hex(others));
    assertThat(story(claim, Happening.Kind.PROBLEM_REPORTED)).contains("OTHER_PERSON");
  }

  @Test
  void what_comes_late_is_waited_for_and_what_came_is_not_fetched_again() throws Exception {
    // given: half of it
    OwnFile fees = OwnFile.feeList();
    OwnFile print = OwnFile.printOf(fees);
    hospital.has(false, fees);
    Carried claim = Carried.granted(exchange, STAY);
    claim.awaitProblem("INCOMPLETE");

    // then: the Task says who is late
    Task waiting = claim.read();
    assertThat(waiting.getBusinessStatus().getCodingFirstRep().getCode())
        .isEqualTo("waiting-for-source");
    assertThat(waiting.getBusinessStatus().getText()).contains("示范第二医院", "至 20");
    assertThat(waiting.getOutput())
        .anySatisfy(output -> {
          assertThat(output.getType().getCodingFirstRep().getCode()).isEqualTo("late-source");
        });
    int before = hospital.fetched().size();

    // when: the rest comes
    hospital.has(true, fees, print);

    // then
    claim.awaitStatus(Task.TaskStatus.COMPLETED);
    assertThat(Carried.originals(claim.open(folder))).hasSize(2);
    assertThat(hospital.fetched().subList(before, hospital.fetched().size()))
        .containsExactly(print.about().document());
  }

  @Test
  void a_withdrawal_in_between_erases_what_came() throws Exception {
    hospital.has(false, OwnFile.feeList());
    Carried claim = Carried.granted(exchange, STAY);
    claim.awaitProblem("INCOMPLETE");
    assertThat(count("pulled_document", claim)).isEqualTo(1);

    claim.patient().withdraw(claim.consent());
    hospital.has(true, OwnFile.feeList());

    claim.awaitStatus(Task.TaskStatus.CANCELLED);
    assertThat(count("pulled_document", claim)).isZero();
    assertThat(count("pulled_chunk", claim)).isZero();
    assertThat(claim.pull().status()).isEqualTo(PullRow.Status.STOPPED);
  }

  @Test
  void what_rests_between_is_sealed_name_and_all() throws Exception {
    hospital.has(false, OwnFile.feeList());
    Carried claim = Carried.granted(exchange, STAY);
    claim.awaitProblem("INCOMPLETE");

    String everything =
        exchange
            .bean(JdbcClient.class)
            .sql(
                """
                select string_agg(encode(d.about, 'escape') || d.name_tag
                  || encode(c.content, 'escape'), '')
                from pulled_document d join pulled_chunk c using (release, part, name_tag)
                where release = ?
                """)
            .param(claim.release().id())
            .query(String.class)
            .single();

    assertThat(everything).doesNotContain("fees", "csv", "fee-list", "FY001");
    claim.patient().withdraw(claim.consent());
  }

  @Test
  void a_file_that_cannot_be_read_fails_with_field_and_line_and_without_its_content()
      throws Exception {
    hospital.has(true, OwnFile.unreadable());

    Carried claim = Carried.granted(exchange, STAY);
    claim.awaitStatus(Task.TaskStatus.FAILED);

    assertThat(claim.pull().problem()).isEqualTo("DOCUMENT_REFUSED");
    assertThat(story(claim, Happening.Kind.SOURCE_FAILED))
        .contains("det_item_fee_sumamt", "line 3")
        .doesNotContain("一百二十八", "王建国", "fees");
  }

  @Test
  void a_file_that_is_not_the_announced_one_is_not_taken() throws Exception {
    hospital.has(true, OwnFile.feeList().announcedAs(OwnFile.feeListOfAnother()));

    Carried claim = Carried.granted(exchange, STAY);
    claim.awaitStatus(Task.TaskStatus.FAILED);

    assertThat(claim.pull().problem()).isEqualTo("NOT_AS_ANNOUNCED");
    assertThat(count("pulled_document", claim)).isZero();
  }

  @Test
  void a_file_larger_than_agreed_is_not_even_fetched() throws Exception {
    byte[] large = new byte[(1 << 20) + 1];
    System.arraycopy(
        "%PDF-1.7".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, large, 0, 8);
    OwnFile fees = OwnFile.feeList();
    hospital.has(
        true, fees, OwnFile.of("scan", "shown", "扫描件.pdf", "application/pdf", "fees", large));
    int before = hospital.fetched().size();

    Carried claim = Carried.granted(exchange, STAY);
    claim.awaitStatus(Task.TaskStatus.FAILED);

    assertThat(claim.pull().problem()).isEqualTo("TOO_LARGE");
    assertThat(hospital.fetched()).hasSize(before);
  }

  @Test
  void a_file_that_a_machine_would_run_is_no_print() throws Exception {
    OwnFile fees = OwnFile.feeList();
    hospital.has(
        true,
        fees,
        OwnFile.of(
            "scan",
            "shown",
            "扫描件.html",
            "text/html",
            "fees",
            "<script>alert(1)</script>".getBytes(java.nio.charset.StandardCharsets.UTF_8)));

    Carried claim = Carried.granted(exchange, STAY);
    claim.awaitStatus(Task.TaskStatus.FAILED);

    assertThat(claim.pull().problem()).isEqualTo("DOCUMENT_REFUSED");
  }

  private static String story(Carried claim, Happening.Kind kind) {
    return exchange.bean(Story.class).of(claim.release().request()).stream()
        .filter(happening -> happening.kind() == kind)
        .map(Happening::detail)
        .reduce("", String::concat);
  }

  private static int count(String table, Carried claim) {
    return exchange
        .bean(JdbcClient.class)
        .sql("select count(*) from " + table + " where release = ?")
        .param(claim.release().id())
        .query(Integer.class)
        .single();
  }

  private static String hex(OwnFile file) {
    return HexFormat.of().formatHex(file.about().digest().bytes());
  }
}
