package org.claimexchange.server.scenario;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.source.DocumentList;
import org.claimexchange.model.source.SourceDocument;

/** A file as the second hospital has it in its own formats, with what it announces it as. */
record OwnFile(SourceDocument about, byte[] bytes) {
  private static final String HEADER =
      "姓名,证件类型,证件号码,性别,出生日期,机构编码,机构名称,就诊号,医疗类别,就诊开始时间,就诊结束时间,"
          + "费用流水号,原费用流水号,费用发生时间,收费类别,医保编码,项目编码,项目名称,规格,单位,单价,数量,金额,"
          + "医保等级,自付比例,全自费金额,超限价金额,先行自付金额,开单科室,开单医师\n";

  /** Wang Jianguo's fee list of his stay in August. */
  static OwnFile feeList() {
    return feeList("fees", "FY00", "王建国", "310101198503029974", "1985-03-02", "128.00");
  }

  /** A fee list of somebody else, filed under the same stay. */
  static OwnFile feeListOfAnother() {
    return feeList("fees-2", "FX00", "陈志强", "310104197605039991", "1976-05-03", "64.00");
  }

  /** A fee list with a word where the amount should be, on its third line. */
  static OwnFile unreadable() {
    return feeList("fees", "FY00", "王建国", "310101198503029974", "1985-03-02", "一百二十八元");
  }

  private static OwnFile feeList(
      String document,
      String records,
      String name,
      String number,
      String birth,
      String amount) {
    String person = name + ",01," + number + ",1," + birth;
    String stay = ",H31010400002,示范第二医院,ZY2026082219,21,2026-08-22 09:00:00,2026-08-29 10:00:00";
    String text =
        HEADER
            + person
            + stay
            + ","
            + records
            + "1,,2026-08-22 10:00:00,01,001109000010000-110900001,SF-0101,普通病房床位费,,日,"
            + "60.00,7,420.00,01,0,0.00,0.00,0.00,骨科,周医生\n"
            + person
            + stay
            + ","
            + records
            + "2,,2026-08-23 10:00:00,03,002203010010000-220301001,SF-0301,膝关节磁共振平扫,,次,"
            + "128.00,1,"
            + amount
            + ",01,0,0.00,0.00,0.00,骨科,周医生\n";
    return of(
        document,
        "fee-list",
        "费用清单" + name + ".csv",
        "text/csv",
        "",
        text.getBytes(StandardCharsets.UTF_8));
  }

  /** The print of a fee list, signed and stamped. */
  static OwnFile printOf(OwnFile shown) {
    return of(
        shown.about().document() + "-print",
        SourceDocument.SHOWN,
        "清单扫描件.pdf",
        "application/pdf",
        shown.about().document(),
        ("%PDF-1.7\n% " + shown.about().document() + " 盖章\n%%EOF\n")
            .getBytes(StandardCharsets.UTF_8));
  }

  static OwnFile of(
      String document, String format, String name, String type, String shows, byte[] bytes) {
    return new OwnFile(
        new SourceDocument(document, format, name, type, shows, bytes.length, Digest.of(bytes)),
        bytes);
  }

  /** The same file, announced with the digest of another. */
  OwnFile announcedAs(OwnFile other) {
    return new OwnFile(
        new SourceDocument(
            about.document(),
            about.format(),
            about.name(),
            about.mediaType(),
            about.shows(),
            about.size(),
            other.about().digest()),
        bytes);
  }

  /** A list of these. */
  static DocumentList list(String release, boolean complete, OwnFile... files) {
    return list(release, complete, List.of(files));
  }

  static DocumentList list(String release, boolean complete, List<OwnFile> files) {
    return new DocumentList(
        DocumentList.TYPE, release, files.stream().map(OwnFile::about).toList(), complete);
  }

  /** The files of this kind, as text. */
  static Stream<String> texts(OwnFile... files) {
    return Stream.of(files).map(file -> new String(file.bytes(), StandardCharsets.UTF_8));
  }
}
