package org.claimexchange.ledger.embedded;

import java.util.HexFormat;
import org.hyperledger.fabric.protos.common.SignatureHeader;

/** A transaction's id is the SHA-256 of nonce and creator, in lower-case hexadecimal. */
final class TransactionIds {
  private TransactionIds() {}

  static String of(SignatureHeader header) {
    return HexFormat.of()
        .formatHex(
            Digests.sha256(header.getNonce().toByteArray(), header.getCreator().toByteArray()));
  }
}
