package org.claimexchange.fhir.scope;

/**
 * One record that did not pass, without anything personal: no id, no code, no date.
 *
 * @param resourceType FHIR type, or {@code other} where FHIR has no such type
 * @param reason why it was dropped
 */
public record Finding(String resourceType, DropReason reason) {}
