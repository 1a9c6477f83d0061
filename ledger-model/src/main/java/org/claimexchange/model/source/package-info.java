/**
 * How a source's own documents travel, whichever way they go: {@link
 * org.claimexchange.model.source.DocumentList}.
 */
@NullMarked
package org.claimexchange.model.source;

import org.jspecify.annotations.NullMarked;
