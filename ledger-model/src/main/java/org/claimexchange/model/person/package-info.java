/** Who a record is about and who signs: {@link org.claimexchange.model.person.Person}. */
@NullMarked
package org.claimexchange.model.person;

import org.jspecify.annotations.NullMarked;
