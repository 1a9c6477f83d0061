/** Tests of the registers' rows and of how they come. */
@NullMarked
package org.claimexchange.server.register;

import org.jspecify.annotations.NullMarked;
