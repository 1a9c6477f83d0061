/**
 * An independent reader of the ledger, who has the block file and public protocols and nothing
 * else: {@link org.claimexchange.ledger.reader.IndependentReaderIT} says what it finds. It uses no
 * class of the ledger to read.
 */
package org.claimexchange.ledger.reader;
