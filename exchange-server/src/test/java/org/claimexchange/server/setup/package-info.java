/** Settings, and what is said of wrong ones. */
@NullMarked
package org.claimexchange.server.setup;

import org.jspecify.annotations.NullMarked;
