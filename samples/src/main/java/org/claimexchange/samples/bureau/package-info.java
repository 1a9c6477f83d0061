/**
 * The medical-insurance bureau (医保局): settlements by person and period, pharmacies included, as its
 * own documents over HTTP: {@link org.claimexchange.samples.bureau.Bureau}.
 */
@NullMarked
package org.claimexchange.samples.bureau;

import org.jspecify.annotations.NullMarked;
