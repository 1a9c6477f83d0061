/**
 * Certificates without a network: {@link org.claimexchange.verifier.certificate.CertificatePath}
 * leads one to a root, {@link org.claimexchange.verifier.certificate.Pem} reads the files.
 */
@NullMarked
package org.claimexchange.verifier.certificate;

import org.jspecify.annotations.NullMarked;
