/** What an insurer asks for: {@link org.claimexchange.model.request.RequestBody}. */
@NullMarked
package org.claimexchange.model.request;

import org.jspecify.annotations.NullMarked;
