package org.claimexchange.server.regulator.casefile;

import java.time.LocalDate;

/**
 * Consents of one day.
 *
 * @param day in Asia/Shanghai
 * @param insurer participant id of the insurer that asked
 * @param consents how many were granted
 */
public record DayCount(LocalDate day, String insurer, long consents) {}
