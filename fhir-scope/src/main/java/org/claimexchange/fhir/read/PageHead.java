package org.claimexchange.fhir.read;

import java.net.URI;
import java.util.Optional;

/**
 * What a page says beside its records.
 *
 * @param next where the next page is, as the source wrote it; whoever follows it makes sure that it
 *     leads to the same source
 * @param sha256 digest of the bytes that came, lower-case hexadecimal
 */
public record PageHead(Optional<URI> next, String sha256) {}
