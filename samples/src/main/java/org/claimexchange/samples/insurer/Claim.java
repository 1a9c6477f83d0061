package org.claimexchange.samples.insurer;

import java.time.LocalDate;
import java.util.List;
import org.claimexchange.model.consent.DateRange;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.Purpose;
import org.claimexchange.model.person.Person;

/**
 * A claim for which records are asked. It hides itself from logs.
 *
 * @param number 赔案号
 * @param reportNumber 报案号
 * @param policyNumber 保单号
 * @param subject 被保险人, whose records are asked for
 * @param eventDate 出险日期
 * @param cover 保险期间
 * @param purpose what for
 * @param parts what, from whom
 * @param returnUrl the insurer's page to go back to
 */
public record Claim(
    String number,
    String reportNumber,
    String policyNumber,
    Person subject,
    LocalDate eventDate,
    DateRange cover,
    Purpose purpose,
    List<Part> parts,
    String returnUrl) {
  public Claim {
    parts = List.copyOf(parts);
  }

  @Override
  public String toString() {
    return "Claim[…]";
  }
}
