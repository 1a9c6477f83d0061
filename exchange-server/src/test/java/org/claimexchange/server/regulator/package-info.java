/** Tests of the regulator's console. */
@NullMarked
package org.claimexchange.server.regulator;

import org.jspecify.annotations.NullMarked;
