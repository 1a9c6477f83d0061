package org.claimexchange.model.source;

import java.time.Instant;

/**
 * A release under which a source is asked, as its agent learns of it. Nothing of a person, and
 * nothing to believe: the evidence tells whether it stands.
 *
 * @param release id of the release
 * @param part number of the source's part, from 0
 * @param waitingUntil until when the source is waited for
 */
public record AwaitedRelease(String release, int part, Instant waitingUntil) {}
