/**
 * A patient without a browser, for machines that have none and for tests: does in Java what the
 * page does in JavaScript. Start with {@link org.claimexchange.samples.patient.PatientClient}.
 */
@NullMarked
package org.claimexchange.samples.patient;

import org.jspecify.annotations.NullMarked;
