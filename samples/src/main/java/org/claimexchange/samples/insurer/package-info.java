/**
 * An insurer's side of the exchange, as its engineers would write it in a day: {@link
 * org.claimexchange.samples.insurer.InsurerClient}.
 */
@NullMarked
package org.claimexchange.samples.insurer;

import org.jspecify.annotations.NullMarked;
