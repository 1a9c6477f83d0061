/** The console's pages. Open {@link org.claimexchange.server.regulator.page.TracePages} first. */
@NullMarked
package org.claimexchange.server.regulator.page;

import org.jspecify.annotations.NullMarked;
