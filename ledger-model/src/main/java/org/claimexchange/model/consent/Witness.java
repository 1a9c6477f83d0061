package org.claimexchange.model.consent;

/**
 * Who stood by when a grantor signed at a source's counter, on the source's own device. A witness
 * makes nothing: the grantor still logs in at the identity provider, whose token then names the
 * counter as its client.
 *
 * @param participant participant id of the source whose counter it was
 * @param desk the source's own opaque name for the counter and its clerk
 */
public record Witness(String participant, String desk) {}
