@NullMarked
package org.claimexchange.server.vault;

import org.jspecify.annotations.NullMarked;
