package org.claimexchange.server.sealing;

/**
 * How a participant is named to people.
 *
 * @param id participant id
 * @param name full legal name
 */
public record ParticipantName(String id, String name) {}
