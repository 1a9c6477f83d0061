package org.claimexchange.server.job;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a step stands.
 *
 * @param step which
 * @param object id of what it is about
 * @param request id of the request it belongs to
 * @param status where it stands
 * @param attempts how often it was tried
 * @param problem why it did not end well last time; empty where it did
 * @param dueAt when it is tried next, while it waits
 * @param changedAt when it was last touched
 * @param unsettledSince since when it has only been asking again, while it does
 */
public record StepRow(
    Step step,
    String object,
    String request,
    StepStatus status,
    int attempts,
    String problem,
    Instant dueAt,
    Instant changedAt,
    Optional<Instant> unsettledSince) {}
