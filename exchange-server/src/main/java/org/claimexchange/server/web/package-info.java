/**
 * What every route has in common: size limit, correlation id, problem details. Start with {@link
 * org.claimexchange.server.web.ProblemDetails}.
 */
@NullMarked
package org.claimexchange.server.web;

import org.jspecify.annotations.NullMarked;
