package org.claimexchange.verifier.blocks;

/**
 * How far the blocks reach: to be held against what a peer says, since blocks that are missing at
 * the end leave no trace in those before.
 *
 * @param height how many blocks there are
 * @param lastHash SHA-256 of the last block's header, hexadecimal
 * @param transactions how many transactions took effect
 * @param voided how many did not
 * @param torn whether the file ends in the middle of a block, which is left out
 */
public record LedgerEnd(
    long height, String lastHash, long transactions, long voided, boolean torn) {}
