package org.claimexchange.fhir.settlement;

import java.util.ArrayList;
import java.util.List;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.fhir.source.Concepts;
import org.claimexchange.fhir.source.Defect;
import org.claimexchange.fhir.source.Fields;
import org.claimexchange.fhir.source.FileMapping;
import org.claimexchange.fhir.source.Findings;
import org.claimexchange.fhir.source.Instants;
import org.claimexchange.fhir.source.JsonTree;
import org.claimexchange.fhir.source.Limits;
import org.claimexchange.fhir.source.NhsaCodes;
import org.claimexchange.fhir.source.PersonData;
import org.claimexchange.fhir.source.Records;
import org.claimexchange.fhir.source.RefusedException;
import org.claimexchange.fhir.source.SourceFile;
import org.claimexchange.fhir.source.SourceText;
import org.claimexchange.fhir.source.Systems;

/**
 * Maps a settlement list (医疗保障基金结算清单, 医保办发〔2020〕20号) as interface 4101 (医疗保障基金结算清单信息上传) of the
 * national platform's 医保信息平台定点医药机构接口规范 carries it: JSON with {@code setlinfo}, {@code payinfo},
 * {@code opspdiseinfo}, {@code diseinfo}, {@code iteminfo}, {@code oprninfo}, {@code icuinfo},
 * {@code bldinfo}, at the root or within {@code input}. Beside it may stand the answer of the
 * settlement (2304, or 2207 for outpatients) as {@code output}, whose {@code setlinfo} holds the
 * finer payment split. Every field is in {@code docs/mappings/settlement-list.md}.
 *
 * <p>自付 (within the scheme's scope, yet the patient's) and 自费 (outside of it) stay two amounts.
 */
public final class SettlementListMapper implements FileMapping {
  @Override
  public void map(SourceFile file, Findings findings, Records records) throws RefusedException {
    var text = SourceText.of(file, Limits.STRUCTURED);
    var tree = JsonTree.read(text, Limits.STRUCTURED, SettlementFields.published());
    map(file, new Fields(tree, "", findings), records);
  }

  private static void map(SourceFile file, Fields message, Records records) {
    message
        .optional("infno", 10)
        .filter(number -> !number.equals("4101") && !number.equals("4101A"))
        .ifPresent(number -> message.problem(Defect.WRONG_TYPE, "infno", "4101 or 4101A"));
    var input = message.optionalTable("input").orElse(message);
    input.known(SettlementFields.NODES);
    var info = input.table("setlinfo");
    info.known(SettlementFields.INFO);
    var person = records.person(person(info));
    var hospital =
        records.institution(
            Systems.NHSA_INSTITUTION,
            info.text("fixmedins_code", 30),
            info.text("fixmedins_name", 200));
    var stay = new StayPart(info, records, person, hospital);
    var diagnoses = stay.diagnoses(input);
    var operations = stay.operations(input);
    var visit = stay.write(diagnoses, operations);
    new BenefitPart(info, records, person, hospital, visit)
        .write(input, message.optionalTable("output"), diagnoses, operations);

    var categories = new ArrayList<>(List.of(Category.SETTLEMENT, Category.DIAGNOSIS));
    if (!operations.isEmpty()) {
      categories.add(Category.PROCEDURE);
    }
    var type = Concepts.coded(Category.SYSTEM, Category.SETTLEMENT.code(), "医疗保障基金结算清单");
    var original = records.original(file, type, categories, person, List.of(visit));
    info.optionalTime("dcla_time").flatMap(Instants::of).ifPresent(original::setDateElement);
  }

  private static PersonData person(Fields info) {
    var kind = info.text("patn_cert_type", 6);
    return new PersonData(
        NhsaCodes.certificateSystem(kind),
        info.identity("certno", 50),
        info.text("psn_name", 100),
        info.code("gend", PersonData.GENDERS).map(coded -> PersonData.gender(coded.code())),
        info.optionalDay("brdy"));
  }
}
