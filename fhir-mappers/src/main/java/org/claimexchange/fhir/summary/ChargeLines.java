package org.claimexchange.fhir.summary;

import static org.claimexchange.fhir.summary.DocumentIndex.text;

import java.math.BigDecimal;
import java.util.Optional;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Money;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** Reads one line of a fee list. */
final class ChargeLines {
  private static final String OWN = "https://claimexchange.org/fhir/StructureDefinition/";

  private ChargeLines() {}

  static ChargeLine of(ChargeItem item) {
    var code = item.getCode();
    return new ChargeLine(
        text(code),
        code.getCoding().stream()
            .filter(coding -> !BillReader.FEE_CLASS.equals(coding.getSystem()))
            .map(Coding::getCode)
            .findFirst()
            .orElse(""),
        code.getCoding().stream()
            .filter(coding -> BillReader.FEE_CLASS.equals(coding.getSystem()))
            .map(coding -> coding.hasDisplay() ? coding.getDisplay() : text(coding.getCode()))
            .findFirst()
            .orElse(""),
        extension(item, "insurance-grade").map(grade -> grade(grade.primitiveValue())).orElse(""),
        extension(item, "self-pay-ratio")
            .flatMap(ratio ->
                ratio instanceof DecimalType decimal
                    ? Optional.of(decimal.getValue())
                    : Optional.empty()),
        Optional.ofNullable(item.getQuantity().getValue()),
        text(item.getQuantity().getUnit()),
        extension(item, "unit-price").flatMap(ChargeLines::yuan),
        Optional.ofNullable(item.getPriceOverride().getValue()),
        DocumentReader.start(item.getOccurrence()));
  }

  private static Optional<Type> extension(ChargeItem item, String name) {
    return Optional.ofNullable(item.getExtensionByUrl(OWN + name)).map(found -> found.getValue());
  }

  private static Optional<BigDecimal> yuan(Type value) {
    return value instanceof Money money ? Optional.ofNullable(money.getValue()) : Optional.empty();
  }

  private static String grade(@Nullable String code) {
    return switch (text(code)) {
      case "A" -> "甲";
      case "B" -> "乙";
      case "C" -> "丙";
      default -> "";
    };
  }
}
