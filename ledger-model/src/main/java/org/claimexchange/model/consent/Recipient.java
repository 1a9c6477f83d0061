package org.claimexchange.model.consent;

/**
 * Who receives the records.
 *
 * @param participant participant id
 * @param role as what
 */
public record Recipient(String participant, RecipientRole role) {}
