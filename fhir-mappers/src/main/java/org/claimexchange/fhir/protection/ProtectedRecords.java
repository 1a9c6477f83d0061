package org.claimexchange.fhir.protection;

/** Tells specially protected records by their security labels, codes and words. */
public final class ProtectedRecords {}
