/** The agent's configuration: {@link org.claimexchange.agent.config.AgentConfig}. */
@NullMarked
package org.claimexchange.agent.config;

import org.jspecify.annotations.NullMarked;
