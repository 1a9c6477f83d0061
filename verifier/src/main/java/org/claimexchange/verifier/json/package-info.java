/**
 * JSON of others: {@link org.claimexchange.verifier.json.CanonicalBundle}, the form of a document
 * that is signed.
 */
@NullMarked
package org.claimexchange.verifier.json;

import org.jspecify.annotations.NullMarked;
