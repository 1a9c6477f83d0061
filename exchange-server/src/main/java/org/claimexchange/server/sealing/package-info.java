/**
 * Makes the claim package: documents, PDF, container, signatures, encryption. Start with {@link
 * org.claimexchange.server.sealing.PackageSealer}. Free of Spring, so that a hospital's machine
 * could run it one day. What it makes is checked by the module {@code verifier}.
 */
@NullMarked
package org.claimexchange.server.sealing;

import org.jspecify.annotations.NullMarked;
