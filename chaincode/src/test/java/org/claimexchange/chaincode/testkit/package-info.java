/**
 * A world for tests: participants, provider, approval, template and persons with real keys,
 * certificates and tokens. Open {@link org.claimexchange.chaincode.testkit.World} first, then
 * {@link org.claimexchange.chaincode.testkit.ClaimCase}. Each attack changes one thing of a valid
 * transaction.
 */
package org.claimexchange.chaincode.testkit;
