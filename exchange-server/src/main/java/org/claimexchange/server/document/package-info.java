/**
 * Sources' own documents, read as what they are said to be: {@link
 * org.claimexchange.server.document.DocumentReader}.
 */
@NullMarked
package org.claimexchange.server.document;

import org.jspecify.annotations.NullMarked;
