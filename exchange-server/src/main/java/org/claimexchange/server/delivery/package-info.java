/**
 * The package: made, recorded, fetched, signed for, erased. Open {@link
 * org.claimexchange.server.delivery.SealWork} first.
 */
@NullMarked
package org.claimexchange.server.delivery;

import org.jspecify.annotations.NullMarked;
