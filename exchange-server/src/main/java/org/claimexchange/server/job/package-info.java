/**
 * The durable steps of a claim and their story. Open {@link org.claimexchange.server.job.Step}
 * first: it tells the way; {@link org.claimexchange.server.job.StepRunner} carries steps out, each
 * by its {@link org.claimexchange.server.job.StepWork}.
 */
@NullMarked
package org.claimexchange.server.job;

import org.jspecify.annotations.NullMarked;
