/** Joining the channel; start with {@link org.claimexchange.fabric.channel.ChannelJoin}. */
@NullMarked
package org.claimexchange.fabric.channel;

import org.jspecify.annotations.NullMarked;
