package org.claimexchange.model.register;

/**
 * A client of an identity provider that stands at a source's counter. A token made for it counts
 * only for a statement that names this source as its witness.
 *
 * @param audience the client id, as in the token's {@code aud}
 * @param participant participant id of the source
 */
public record Counter(String audience, String participant) {}
