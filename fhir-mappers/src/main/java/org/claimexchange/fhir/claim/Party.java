package org.claimexchange.fhir.claim;

/**
 * A participant as a document names it.
 *
 * @param id participant id on the ledger
 * @param name full Chinese name
 */
public record Party(String id, String name) {}
