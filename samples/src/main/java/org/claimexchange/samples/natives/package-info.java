/**
 * A hospital that speaks only its own formats: {@link
 * org.claimexchange.samples.natives.NativeHospital} writes what its systems export, and {@code
 * ./exchange agent} sends it.
 */
@NullMarked
package org.claimexchange.samples.natives;

import org.jspecify.annotations.NullMarked;
