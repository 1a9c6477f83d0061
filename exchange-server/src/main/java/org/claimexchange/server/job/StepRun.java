package org.claimexchange.server.job;

/**
 * One attempt at a step.
 *
 * @param step which
 * @param object id of what it is about
 * @param request id of the request it belongs to
 * @param attempt which attempt, from 1
 */
public record StepRun(Step step, String object, String request, int attempt) {}
