/**
 * Processes that outlive the command that started them; start with {@link
 * org.claimexchange.fabric.process.NodeProcess}.
 */
@NullMarked
package org.claimexchange.fabric.process;

import org.jspecify.annotations.NullMarked;
