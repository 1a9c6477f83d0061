/**
 * 住院病案首页, the front page of a hospital record: {@link
 * org.claimexchange.fhir.frontpage.FrontPageMapper}.
 */
@NullMarked
package org.claimexchange.fhir.frontpage;

import org.jspecify.annotations.NullMarked;
