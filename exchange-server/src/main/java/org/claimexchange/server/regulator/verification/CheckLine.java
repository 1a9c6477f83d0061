package org.claimexchange.server.regulator.verification;

/**
 * One line of a report.
 *
 * @param check what was checked
 * @param verdict how it ended
 */
public record CheckLine(Check check, Verdict verdict) {}
