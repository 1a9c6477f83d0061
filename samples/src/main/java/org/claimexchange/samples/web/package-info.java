/** What the samples serve by: {@link org.claimexchange.samples.web.LoopbackServer}. */
@NullMarked
package org.claimexchange.samples.web;

import org.jspecify.annotations.NullMarked;
