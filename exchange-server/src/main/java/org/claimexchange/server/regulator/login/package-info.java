/**
 * Who may open the console. Open {@link org.claimexchange.server.regulator.login.ConsoleSecurity}
 * first.
 */
@NullMarked
package org.claimexchange.server.regulator.login;

import org.jspecify.annotations.NullMarked;
