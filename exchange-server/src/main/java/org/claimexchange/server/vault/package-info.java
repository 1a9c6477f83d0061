/**
 * Keys, which live outside the database, and bytes that rest encrypted. Open {@link
 * org.claimexchange.server.vault.Vault} first.
 */
@NullMarked
package org.claimexchange.server.vault;

import org.jspecify.annotations.NullMarked;
