/** 医疗收费电子票据, the electronic invoice: {@link org.claimexchange.fhir.invoice.InvoiceMapper}. */
@NullMarked
package org.claimexchange.fhir.invoice;

import org.jspecify.annotations.NullMarked;
