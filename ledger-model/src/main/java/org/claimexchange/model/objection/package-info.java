/**
 * A person's dispute of a record (异议): {@link org.claimexchange.model.objection.ObjectionBody}, and
 * the source's answer to it.
 */
@NullMarked
package org.claimexchange.model.objection;

import org.jspecify.annotations.NullMarked;
