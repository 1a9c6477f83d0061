/**
 * The agent at a source's front-end machine (前置机): {@link org.claimexchange.agent.SourceAgent}. It
 * only calls outwards, and sends a source's own documents under a release that it has checked
 * itself.
 */
@NullMarked
package org.claimexchange.agent;

import org.jspecify.annotations.NullMarked;
