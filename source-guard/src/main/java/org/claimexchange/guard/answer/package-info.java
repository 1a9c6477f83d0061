/**
 * What may be asked, and what may leave: {@link org.claimexchange.guard.answer.GuardedAnswers} is
 * the one engine behind both forms of the guard.
 */
@NullMarked
package org.claimexchange.guard.answer;

import org.jspecify.annotations.NullMarked;
