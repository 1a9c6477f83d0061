package org.claimexchange.samples.hospital;

import java.time.Instant;
import java.util.Set;

/**
 * One resource as it lies in the store, with what searches ask about.
 *
 * @param json the resource
 * @param patients ids of the patients whom it names as its own (subject, patient, beneficiary)
 * @param encounters ids of the visits it belongs to
 * @param tokens {@code parameter=system|code} for each coded or identifying element
 * @param start when what it tells of began
 * @param end when that ended, {@code start} or later
 */
record StoredRecord(
    String type,
    String id,
    String json,
    Set<String> patients,
    Set<String> encounters,
    Set<String> tokens,
    Instant start,
    Instant end,
    Instant lastUpdated) {

  /** Whether an element behind the parameter has the code; a blank system matches any. */
  boolean has(String parameter, String system, String code) {
    if (!system.isEmpty()) {
      return tokens.contains(parameter + "=" + system + "|" + code);
    }
    return tokens.stream().anyMatch(t -> t.startsWith(parameter + "=") && t.endsWith("|" + code));
  }
}
