/**
 * 卫生信息共享文档, shared health documents (WS/T 500-2016, CDA): {@link
 * org.claimexchange.fhir.shareddocument.SharedDocumentMapper}.
 */
@NullMarked
package org.claimexchange.fhir.shareddocument;

import org.jspecify.annotations.NullMarked;
