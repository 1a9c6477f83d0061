package org.claimexchange.fhir.summary;

/** How a value stands to its reference range. */
public enum Flag {
  /** Within, or nothing is known of it. */
  NONE,
  /** Below (↓). */
  LOW,
  /** Above (↑). */
  HIGH,
  /** Abnormal without a direction, such as a positive result. */
  ABNORMAL
}
