package org.claimexchange.verifier.trace;

/**
 * One thing that a step tells.
 *
 * @param name for programs, such as {@code insurer}; may be repeated within a step
 * @param label the same in Chinese
 * @param value in Chinese
 */
public record Fact(String name, String label, String value) {}
