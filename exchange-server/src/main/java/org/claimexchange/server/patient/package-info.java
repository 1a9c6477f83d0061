/**
 * What the patient's page calls, and the text that a grantor signs. Open {@link
 * org.claimexchange.server.patient.RequestApi} first, then {@link
 * org.claimexchange.server.patient.StatementText}; the page itself lies in {@code static/h5}.
 */
@NullMarked
package org.claimexchange.server.patient;

import org.jspecify.annotations.NullMarked;
