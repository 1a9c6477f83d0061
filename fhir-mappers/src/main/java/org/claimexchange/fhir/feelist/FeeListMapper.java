package org.claimexchange.fhir.feelist;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.fhir.source.Concepts;
import org.claimexchange.fhir.source.CsvTable;
import org.claimexchange.fhir.source.Defect;
import org.claimexchange.fhir.source.Fields;
import org.claimexchange.fhir.source.FileMapping;
import org.claimexchange.fhir.source.Findings;
import org.claimexchange.fhir.source.JsonTree;
import org.claimexchange.fhir.source.Limits;
import org.claimexchange.fhir.source.Records;
import org.claimexchange.fhir.source.RefusedException;
import org.claimexchange.fhir.source.SourceFile;
import org.claimexchange.fhir.source.SourceText;
import org.claimexchange.fhir.source.Value;

/**
 * Maps a fee list (费用清单). Its lines have the fields of interface 5204 (费用明细查询) of the national
 * platform's 医保信息平台定点医药机构接口规范, each a {@code ChargeItem} with 甲乙丙, 医保编码 and 自付比例.
 *
 * <p>As CSV: a header line, with the names of the fields or their Chinese names, person,
 * institution and visit on every line. As JSON: person, institution and visit at the root, the
 * lines in {@code feedetail}. Which of the two it is is told by its first character. Every field is
 * in {@code docs/mappings/fee-list.md}.
 */
public final class FeeListMapper implements FileMapping {
  @Override
  public void map(SourceFile file, Findings findings, Records records) throws RefusedException {
    var text = SourceText.of(file, Limits.STRUCTURED);
    if (text.text().stripLeading().startsWith("{")) {
      var tree = JsonTree.read(text, Limits.STRUCTURED, FeeColumn.published());
      json(file, tree, findings, records);
    } else {
      csv(file, CsvTable.read(text, Limits.STRUCTURED, FeeColumn::field), findings, records);
    }
  }

  private static void json(SourceFile file, Value.Table tree, Findings findings, Records records) {
    var list = new Fields(tree, "", findings);
    list.known(FeeColumn.published());
    var lines = list.rows("feedetail");
    if (!list.has("feedetail")) {
      list.problem(Defect.MISSING, "feedetail", "a list of lines");
    }
    write(file, list, lines, records);
  }

  private static void csv(
      SourceFile file, List<Value.Table> rows, Findings findings, Records records) {
    var lines =
        IntStream.range(0, rows.size())
            .mapToObj(i -> new Fields(rows.get(i), "row[" + (i + 1) + "]", findings))
            .toList();
    if (lines.isEmpty()) {
      findings.problem(Defect.MISSING, "", 1, "a line behind the header");
      return;
    }
    lines.getFirst().known(FeeColumn.published());
    sameOnEveryLine(lines);
    write(file, lines.getFirst(), lines, records);
  }

  /** One list is about one visit of one person. */
  private static void sameOnEveryLine(List<Fields> lines) {
    for (FeeColumn column :
        List.of(FeeColumn.CERTIFICATE, FeeColumn.NAME, FeeColumn.VISIT, FeeColumn.INSTITUTION)) {
      var first = lines.getFirst().optional(column.field());
      for (Fields line : lines) {
        var here = line.optional(column.field());
        if (!here.equals(first)) {
          line.problem(
              column == FeeColumn.CERTIFICATE || column == FeeColumn.NAME
                  ? Defect.OTHER_PERSON
                  : Defect.DUPLICATE,
              column.field(),
              "the same as on the first line");
        }
      }
    }
  }

  private static void write(SourceFile file, Fields head, List<Fields> lines, Records records) {
    var frame = FeeFrame.write(head, records);
    Set<String> numbers = new HashSet<>();
    var after = head.optional("after_feedetl_sn", 30);
    for (Fields line : lines) {
      var writer = new FeeLineWriter(line, frame, records);
      var number = writer.write();
      if (!numbers.add(number)) {
        line.problem(Defect.DUPLICATE, FeeColumn.RECORD.field(), "each record number once");
      }
      if (Optional.of(number).equals(after)) {
        line.problem(
            Defect.DUPLICATE,
            FeeColumn.RECORD.field(),
            "only records after after_feedetl_sn in an incremental list");
      }
    }
    records.original(
        file,
        Concepts.coded(Category.SYSTEM, Category.FEE_LIST.code(), "费用清单"),
        List.of(Category.FEE_LIST),
        frame.person(),
        List.of(frame.visit()));
  }
}
