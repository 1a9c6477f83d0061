/** The permission for one pull: {@link org.claimexchange.model.release.ReleaseBody}. */
@NullMarked
package org.claimexchange.model.release;

import org.jspecify.annotations.NullMarked;
