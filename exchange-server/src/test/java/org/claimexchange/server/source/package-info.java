@NullMarked
package org.claimexchange.server.source;

import org.jspecify.annotations.NullMarked;
