package org.claimexchange.server.register;

/**
 * How a participant is shown to people. Not part of its entry, so not proven by the ledger.
 *
 * @param id participant id
 * @param name full legal name, as in its entry
 * @param shortName what people call it, such as 安心示范保险
 * @param phone whom to call
 * @param address postal address; empty where there is none
 */
public record ParticipantFacts(
    String id, String name, String shortName, String phone, String address) {}
