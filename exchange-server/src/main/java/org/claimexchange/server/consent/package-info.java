/**
 * Grant, refuse, withdraw, and what a person sees of it. Open {@link
 * org.claimexchange.server.consent.Consents} first.
 */
@NullMarked
package org.claimexchange.server.consent;

import org.jspecify.annotations.NullMarked;
