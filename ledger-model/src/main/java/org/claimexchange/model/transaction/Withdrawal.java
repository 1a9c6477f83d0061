package org.claimexchange.model.transaction;

import org.claimexchange.model.consent.GrantorProof;
import org.claimexchange.model.consent.WithdrawalStatement;
import org.claimexchange.model.register.IdentityProvider;
import org.claimexchange.model.register.Proven;

/**
 * A grantor's signed withdrawal.
 *
 * @param statement what was signed
 * @param proof token, key and signature
 * @param provider the identity provider's entry
 */
public record Withdrawal(
    WithdrawalStatement statement, GrantorProof proof, Proven<IdentityProvider> provider) {}
