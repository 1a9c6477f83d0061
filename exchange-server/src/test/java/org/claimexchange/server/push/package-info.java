@NullMarked
package org.claimexchange.server.push;

import org.jspecify.annotations.NullMarked;
