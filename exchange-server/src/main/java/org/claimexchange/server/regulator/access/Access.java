package org.claimexchange.server.regulator.access;

import java.time.Instant;

/**
 * One look of an officer at a person's data.
 *
 * @param number counts up from 1
 * @param at when
 * @param officer who: the name under which they are logged in
 * @param consent id of the consent
 * @param ground on what ground
 * @param reason why, in the officer's words
 */
public record Access(
    long number, Instant at, String officer, String consent, Ground ground, String reason) {}
