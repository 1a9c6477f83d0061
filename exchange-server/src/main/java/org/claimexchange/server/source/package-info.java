/**
 * How each source is asked, as it stands in the configuration: {@link
 * org.claimexchange.server.source.SourceSettings}.
 */
@NullMarked
package org.claimexchange.server.source;

import org.jspecify.annotations.NullMarked;
