/**
 * Makes the records of the sample hospitals: Synthea's people, made Chinese where a person sees
 * them, with stays, bills and settlements as a Shanghai hospital has them. Runs only when the data
 * are made anew ({@code samples/data/remake}). Open {@link
 * org.claimexchange.samples.data.RemakeMain} first.
 */
@NullMarked
package org.claimexchange.samples.data;

import org.jspecify.annotations.NullMarked;
