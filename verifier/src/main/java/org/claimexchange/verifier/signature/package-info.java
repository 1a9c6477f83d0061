/**
 * The signatures of a claim package: {@link org.claimexchange.verifier.signature.CmsSignature} over
 * manifest and PDF, {@link org.claimexchange.verifier.signature.BundleSignature} over a document.
 */
@NullMarked
package org.claimexchange.verifier.signature;

import org.jspecify.annotations.NullMarked;
