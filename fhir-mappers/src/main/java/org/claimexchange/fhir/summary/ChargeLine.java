package org.claimexchange.fhir.summary;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * One line of a fee list. Amounts are yuan.
 *
 * @param feeClass 收费类别, such as 西药费
 * @param grade 甲, 乙, 丙, or empty
 * @param selfPayRatio 自付比例, 0 to 1
 * @param quantity how many of the unit
 * @param amount what it cost
 */
public record ChargeLine(
    String name,
    String code,
    String feeClass,
    String grade,
    Optional<BigDecimal> selfPayRatio,
    Optional<BigDecimal> quantity,
    String unit,
    Optional<BigDecimal> unitPrice,
    Optional<BigDecimal> amount,
    Optional<LocalDate> date) {
  @Override
  public String toString() {
    return "ChargeLine[…]";
  }
}
