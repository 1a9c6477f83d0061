/**
 * The other processes of the product, started and stopped together; start with {@link
 * org.claimexchange.launcher.process.ChildProcess}.
 */
@NullMarked
package org.claimexchange.launcher.process;

import org.jspecify.annotations.NullMarked;
