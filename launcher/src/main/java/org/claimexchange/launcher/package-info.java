/** The one command line; start with {@link org.claimexchange.launcher.Exchange}. */
@NullMarked
package org.claimexchange.launcher;

import org.jspecify.annotations.NullMarked;
