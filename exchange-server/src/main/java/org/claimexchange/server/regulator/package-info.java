/**
 * The regulator's console at {@code /console}: one package a subject. Open {@link
 * org.claimexchange.server.regulator.trace.Tracer} first, then {@link
 * org.claimexchange.server.regulator.verification.Verification}.
 */
@NullMarked
package org.claimexchange.server.regulator;

import org.jspecify.annotations.NullMarked;
