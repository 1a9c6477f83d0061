/** One claim through everything, on this machine: {@link org.claimexchange.launcher.demo.Demo}. */
@NullMarked
package org.claimexchange.launcher.demo;

import org.jspecify.annotations.NullMarked;
