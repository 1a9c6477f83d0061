/**
 * Access tokens for insurers and for sources' agents: SMART Backend Services (SMART App Launch 2.2,
 * Backend Services) at {@code /oauth2/token}. Open {@link
 * org.claimexchange.server.token.TokenConfiguration} first.
 */
@NullMarked
package org.claimexchange.server.token;

import org.jspecify.annotations.NullMarked;
