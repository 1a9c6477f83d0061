package org.claimexchange.fhir.summary;

import java.math.BigDecimal;

/**
 * An amount under a name: a fee class (西药费) or a payer (统筹基金支付). 自付 and 自费 are two names.
 *
 * @param code of the name in its code system, or empty
 * @param name Chinese
 * @param amount yuan
 */
public record NamedAmount(String code, String name, BigDecimal amount) {
  @Override
  public String toString() {
    return "NamedAmount[…]";
  }
}
