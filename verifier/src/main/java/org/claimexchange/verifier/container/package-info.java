/**
 * The claim package's container: a ZIP file in one form only, and its manifest. Start with {@link
 * org.claimexchange.verifier.container.ContainerReader}; {@link
 * org.claimexchange.verifier.container.ContainerLayout} names the files.
 */
@NullMarked
package org.claimexchange.verifier.container;

import org.jspecify.annotations.NullMarked;
