/**
 * What was delivered, and the insurer's word that it came: {@link
 * org.claimexchange.model.delivery.DeliveryBody}.
 */
@NullMarked
package org.claimexchange.model.delivery;

import org.jspecify.annotations.NullMarked;
