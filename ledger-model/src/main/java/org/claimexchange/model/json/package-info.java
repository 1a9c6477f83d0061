/**
 * One form for each value: {@link org.claimexchange.model.json.CanonicalJson} reads strictly and
 * writes RFC 8785.
 */
@NullMarked
package org.claimexchange.model.json;

import org.jspecify.annotations.NullMarked;
