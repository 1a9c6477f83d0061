package org.claimexchange.verifier.blocks;

/** Why blocks cannot be believed. */
public enum BlockDefect {
  /** neither a block file nor a folder of blocks. */
  NOT_BLOCKS("expected the embedded network's block file, or a folder of files N.block"),
  /** larger than any block that is taken. */
  TOO_LARGE("it is larger than 256 MiB"),
  /** the length of an entry fails its check. */
  LENGTH("the length of its entry is not what was written"),
  /** an entry's bytes fail their check. */
  CHECKSUM("its bytes do not match their checksum"),
  /** an entry does not end as it should. */
  END_MARK("its end mark is not what was written"),
  /** is no {@code common.Block}. */
  NOT_A_BLOCK("it is not a block"),
  /** carries another number than its place. */
  NUMBER("a block with another number stands in its place; fetch all of them, from 0 on"),
  /** does not name the header before it. */
  PREVIOUS_HASH("it does not follow the block before it"),
  /** holds other transactions than its header names. */
  DATA_HASH("its transactions are not those of its header"),
  /** does not say of each transaction whether it took effect. */
  VALIDATION_CODES(
      "it has not one validation code for each transaction; fetch it from a peer, not an orderer"),
  /** a transaction that took effect cannot be read. */
  TRANSACTION("a transaction in it cannot be read"),
  /** a transaction that took effect stands there twice. */
  TRANSACTION_TWICE("a transaction in it took effect before");

  private final String sentence;

  BlockDefect(String sentence) {
    this.sentence = sentence;
  }

  /** What is wrong, and what to do where something can be done. */
  public String sentence() {
    return sentence;
  }

  /** Its name for programs, such as {@code previous-hash}. */
  public String id() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
