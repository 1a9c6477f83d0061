/**
 * Sources whose agents call and send, where others are asked: {@link
 * org.claimexchange.server.push.PushRoutes}.
 */
@NullMarked
package org.claimexchange.server.push;

import org.jspecify.annotations.NullMarked;
