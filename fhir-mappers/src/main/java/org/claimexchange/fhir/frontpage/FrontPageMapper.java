package org.claimexchange.fhir.frontpage;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.fhir.category.KindTokens;
import org.claimexchange.fhir.source.CsvTable;
import org.claimexchange.fhir.source.Defect;
import org.claimexchange.fhir.source.Fields;
import org.claimexchange.fhir.source.FileMapping;
import org.claimexchange.fhir.source.Findings;
import org.claimexchange.fhir.source.Limits;
import org.claimexchange.fhir.source.PersonData;
import org.claimexchange.fhir.source.Records;
import org.claimexchange.fhir.source.RefusedException;
import org.claimexchange.fhir.source.Remark;
import org.claimexchange.fhir.source.SourceFile;
import org.claimexchange.fhir.source.SourceText;
import org.claimexchange.fhir.source.Systems;
import org.claimexchange.fhir.source.Value;
import org.claimexchange.model.person.IdSystem;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Reference;

/**
 * Maps front pages of hospital records (住院病案首页, 卫医政发〔2011〕84号, filled as 国卫办医发〔2016〕24号 prescribes)
 * as the collection interface carries them: CSV with a header line of field codes, one stay a line,
 * all of one person. Every field is in {@code docs/mappings/front-page.md}.
 */
public final class FrontPageMapper implements FileMapping {
  private static final Set<String> PUBLISHED = FrontPageFields.published();

  @Override
  public void map(SourceFile file, Findings findings, Records records) throws RefusedException {
    var text = SourceText.of(file, Limits.STRUCTURED);
    map(file, CsvTable.read(text, Limits.STRUCTURED, FrontPageMapper::field), findings, records);
  }

  private static Optional<String> field(String column) {
    return Optional.of(column.toUpperCase(Locale.ROOT)).filter(PUBLISHED::contains);
  }

  private static void map(
      SourceFile file, List<Value.Table> rows, Findings findings, Records records) {
    if (rows.isEmpty()) {
      findings.problem(Defect.MISSING, "", 1, "a line behind the header");
      return;
    }
    var first = new Fields(rows.getFirst(), "row[1]", findings);
    first.known(PUBLISHED);
    var person = records.person(person(first));
    var hospital =
        records.institution(
            Systems.INSTITUTION,
            first.optional("YLJGDM", 30).orElse(""),
            first.text("USERNAME", 200));
    var visits = new ArrayList<Reference>();
    for (int i = 0; i < rows.size(); i++) {
      var row = new Fields(rows.get(i), "row[" + (i + 1) + "]", findings);
      samePerson(row, first);
      visits.add(new FrontPageStay(row, records, person, hospital).write());
      sums(row, findings);
    }
    records.original(file, type(), List.of(Category.FRONT_PAGE), person, visits);
  }

  private static PersonData person(Fields row) {
    return new PersonData(
        IdSystem.RESIDENT_ID.uri(),
        row.identity("SFZH", 18),
        row.text("XM", 100),
        row.code("XB", PersonData.GENDERS).map(coded -> PersonData.gender(coded.code())),
        Optional.of(row.day("CSRQ")));
  }

  private static void samePerson(Fields row, Fields first) {
    for (String name : List.of("SFZH", "XM", "USERNAME")) {
      if (!row.optional(name).equals(first.optional(name))) {
        row.problem(Defect.OTHER_PERSON, name, "the same as on the first line");
      }
    }
  }

  /** 总费用 is the sum of its classes, where the page has any. */
  private static void sums(Fields row, Findings findings) {
    var total = row.amount("ZFY");
    var sum = BigDecimal.ZERO;
    boolean any = false;
    for (String name : FrontPageFields.COSTS) {
      var amount = row.optionalAmount(name);
      any |= amount.isPresent();
      sum = sum.add(amount.orElse(BigDecimal.ZERO));
    }
    if (any && sum.compareTo(total) != 0) {
      findings.remark(
          Remark.Kind.CONTRADICTION, row.path("ZFY"), row.line("ZFY"), total.toPlainString());
    }
  }

  private static CodeableConcept type() {
    return new CodeableConcept()
        .addCoding(new Coding(KindTokens.SHARED_DOCUMENT, "C0032", "住院病案首页"))
        .addCoding(
            new Coding(Category.SYSTEM, Category.FRONT_PAGE.code(), Category.FRONT_PAGE.chinese()))
        .setText("住院病案首页");
  }
}
