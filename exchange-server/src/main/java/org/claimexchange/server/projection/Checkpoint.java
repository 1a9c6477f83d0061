package org.claimexchange.server.projection;

/**
 * How far the ledger is copied.
 *
 * @param genesis hash of block 0, which tells one ledger from another
 * @param block number of the last block taken
 * @param hash its hash
 */
record Checkpoint(String genesis, long block, String hash) {}
