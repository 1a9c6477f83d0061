package org.claimexchange.fhir.scope;

import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Money;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** The extensions that pass: simple ones, on fee lines and invoices. */
final class KeptExtensions {
  private static final String OWN = "https://claimexchange.org/fhir/StructureDefinition/";
  private static final Set<String> ON_FEE_LINE =
      Set.of(
          OWN + "insurance-grade",
          OWN + "self-pay-ratio",
          OWN + "unit-price",
          OWN + "self-funded-amount",
          OWN + "over-limit-amount",
          OWN + "pay-first-amount",
          OWN + "in-scope-amount");

  private KeptExtensions() {}

  static void copy(
      Resource source, Resource target, Function<Reference, Optional<Reference>> references) {
    if (!(source instanceof DomainResource from) || !(target instanceof DomainResource to)) {
      return;
    }
    for (Extension extension : from.getExtension()) {
      boolean onLine =
          ON_FEE_LINE.contains(extension.getUrl()) && source.fhirType().equals("ChargeItem");
      boolean onInvoice =
          InvoiceVisit.isUrl(extension.getUrl()) && source.fhirType().equals("Invoice");
      // What is not one of ours does not pass.
      var value = extension.getValue();
      if (onLine && value instanceof Money money) {
        to.addExtension(
            new Extension(
                extension.getUrl(),
                new Money().setValue(money.getValue()).setCurrency(money.getCurrency())));
      } else if (onLine && value instanceof PrimitiveType<?> primitive && primitive.hasValue()) {
        var copy = (PrimitiveType<?>) primitive.copy();
        copy.setExtension(new ArrayList<>());
        to.addExtension(new Extension(extension.getUrl(), copy));
      } else if (onInvoice && value instanceof Reference reference) {
        references
            .apply(reference)
            .ifPresent(kept -> to.addExtension(new Extension(InvoiceVisit.URL, kept)));
      }
    }
  }
}
