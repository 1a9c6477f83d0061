/**
 * What of a source's own files may go under a release: {@link
 * org.claimexchange.agent.judge.Chooser}.
 */
@NullMarked
package org.claimexchange.agent.judge;

import org.jspecify.annotations.NullMarked;
