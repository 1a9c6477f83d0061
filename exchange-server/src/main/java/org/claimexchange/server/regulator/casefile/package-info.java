/**
 * What the operator hands the regulator of each consent. Open {@link
 * org.claimexchange.server.regulator.casefile.CaseFiles} first.
 */
@NullMarked
package org.claimexchange.server.regulator.casefile;

import org.jspecify.annotations.NullMarked;
