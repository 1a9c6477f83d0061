package org.claimexchange.fhir.claim;

import java.time.LocalDate;
import java.util.Optional;

/**
 * The insurer's case, as its request says it. Texts are empty where the insurer gave none. It hides
 * itself from logs.
 *
 * @param reportNumber 报案号
 * @param claimNumber 赔案号
 * @param policyNumber 保单号
 * @param certificateNumber 分单号, of a group policy
 * @param policyholder 投保人, a name
 * @param insured 被保险人, a name
 * @param applicantRelation 申请人与被保险人关系, such as 本人
 * @param lineOfBusiness 险类, such as 医疗险
 * @param claimKind 申请类别, such as 住院医疗
 * @param coverFrom 保险期间, first day
 * @param coverTo 保险期间, last day
 * @param eventDate 出险日期
 * @param eventKind 出险类型, such as 疾病
 * @param insurer who asked
 */
public record ClaimCase(
    String reportNumber,
    String claimNumber,
    String policyNumber,
    String certificateNumber,
    String policyholder,
    String insured,
    String applicantRelation,
    String lineOfBusiness,
    String claimKind,
    Optional<LocalDate> coverFrom,
    Optional<LocalDate> coverTo,
    Optional<LocalDate> eventDate,
    String eventKind,
    Party insurer) {
  @Override
  public String toString() {
    return "ClaimCase[…]";
  }
}
