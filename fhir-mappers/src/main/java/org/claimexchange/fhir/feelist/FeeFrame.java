package org.claimexchange.fhir.feelist;

import org.claimexchange.fhir.source.Clinical;
import org.claimexchange.fhir.source.Fields;
import org.claimexchange.fhir.source.NhsaCodes;
import org.claimexchange.fhir.source.PersonData;
import org.claimexchange.fhir.source.Records;
import org.claimexchange.fhir.source.Systems;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Reference;

/**
 * What all lines of a list share.
 *
 * @param person whose list
 * @param visit of which visit
 * @param institution who charges
 * @param visitNumber 就诊号
 * @param institutionCode 机构编码
 */
record FeeFrame(
    Reference person,
    Reference visit,
    Reference institution,
    String visitNumber,
    String institutionCode) {

  static FeeFrame write(Fields head, Records records) {
    var person =
        records.person(
            new PersonData(
                NhsaCodes.certificateSystem(head.text(FeeColumn.CERTIFICATE_TYPE.field(), 6)),
                head.identity(FeeColumn.CERTIFICATE.field(), 50),
                head.text(FeeColumn.NAME.field(), 100),
                head.code(FeeColumn.GENDER.field(), PersonData.GENDERS)
                    .map(coded -> PersonData.gender(coded.code())),
                head.optionalDay(FeeColumn.BIRTH.field())));
    var code = head.text(FeeColumn.INSTITUTION.field(), 30);
    var institution =
        records.institution(
            Systems.NHSA_INSTITUTION, code, head.text(FeeColumn.INSTITUTION_NAME.field(), 200));
    var number = head.identity(FeeColumn.VISIT.field(), 40);
    var encounter = new Encounter().setStatus(Encounter.EncounterStatus.FINISHED);
    encounter.addIdentifier(Records.identifier(Systems.NHSA_VISIT, number));
    var kind = head.text(FeeColumn.VISIT_KIND.field(), 6);
    var visitClass = NhsaCodes.visitClass(kind);
    if (visitClass.isEmpty()) {
      head.unknownCode(FeeColumn.VISIT_KIND.field(), kind);
    }
    encounter.setClass_(visitClass.orElseGet(() -> NhsaCodes.unknownClass(kind)));
    var begin = head.optionalTime(FeeColumn.BEGIN.field());
    var end = head.optionalTime(FeeColumn.END.field());
    if (end.isEmpty()) {
      // Nothing tells whether the visit is over.
      encounter.setStatus(Encounter.EncounterStatus.UNKNOWN);
    }
    if (begin.isPresent() || end.isPresent()) {
      encounter.setPeriod(Clinical.period(begin, end));
    }
    encounter.setSubject(person);
    encounter.setServiceProvider(institution);
    return new FeeFrame(person, records.visit(encounter), institution, number, code);
  }
}
