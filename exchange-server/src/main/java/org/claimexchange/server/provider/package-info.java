/**
 * An OpenID Connect identity provider for the embedded set-up only, standing where a city's own
 * provider stands in production. Open {@link org.claimexchange.server.provider.BuiltInProvider}
 * first.
 *
 * <p>It runs in a small Spring context of its own on its own port, and nothing of it is a bean of
 * the exchange: the exchange knows it, as any other provider, by issuer, client id and keys.
 */
@NullMarked
package org.claimexchange.server.provider;

import org.jspecify.annotations.NullMarked;
