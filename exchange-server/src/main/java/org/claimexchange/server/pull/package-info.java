/**
 * Asking sources, each under a release and side by side: {@link
 * org.claimexchange.server.pull.SourceConnector}.
 */
@NullMarked
package org.claimexchange.server.pull;

import org.jspecify.annotations.NullMarked;
