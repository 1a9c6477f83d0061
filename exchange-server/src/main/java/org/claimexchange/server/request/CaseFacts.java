package org.claimexchange.server.request;

import java.time.LocalDate;
import java.util.Optional;

/**
 * The insurer's case, as the person knows it. It hides itself from logs.
 *
 * @param reportNumber 报案号; empty where the insurer gave none
 * @param claimNumber 赔案号
 * @param policyNumber 保单号; empty where the insurer gave none
 * @param coverFrom the day the policy began: an earlier period is for pre-existing conditions
 */
public record CaseFacts(
    String reportNumber, String claimNumber, String policyNumber, Optional<LocalDate> coverFrom) {
  @Override
  public String toString() {
    return "CaseFacts[…]";
  }
}
