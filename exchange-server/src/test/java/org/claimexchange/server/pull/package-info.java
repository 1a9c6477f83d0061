@NullMarked
package org.claimexchange.server.pull;

import org.jspecify.annotations.NullMarked;
