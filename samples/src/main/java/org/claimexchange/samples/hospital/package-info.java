/**
 * A sample hospital: a FHIR R4 server of its own, with records in memory, SMART Backend Services in
 * front of it, and switches that make it fail on purpose. Open {@link
 * org.claimexchange.samples.hospital.Hospital} first; {@link
 * org.claimexchange.samples.hospital.HospitalMain} starts one as a process.
 */
@NullMarked
package org.claimexchange.samples.hospital;

import org.jspecify.annotations.NullMarked;
