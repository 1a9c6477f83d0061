package org.claimexchange.ledger.embedded;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.hyperledger.fabric.protos.common.BlockData;
import org.hyperledger.fabric.protos.common.BlockHeader;

/** Fabric's hashes of blocks. */
final class BlockHashes {
  private BlockHashes() {}

  /** ASN.1 DER: a sequence of number, previous hash and data hash. */
  static byte[] headerBytes(BlockHeader header) {
    try {
      return new DERSequence(
              new ASN1Encodable[] {
                new ASN1Integer(new BigInteger(Long.toUnsignedString(header.getNumber()))),
                new DEROctetString(header.getPreviousHash().toByteArray()),
                new DEROctetString(header.getDataHash().toByteArray())
              })
          .getEncoded("DER");
    } catch (IOException e) {
      throw new IllegalStateException("Encoding in memory cannot fail", e);
    }
  }

  /** What the next block carries as its previous hash. */
  static ByteString ofHeader(BlockHeader header) {
    return ByteString.copyFrom(Digests.sha256(headerBytes(header)));
  }

  /** Over all transactions laid end to end. */
  static ByteString ofData(BlockData data) {
    return ByteString.copyFrom(Digests.sha256(data.getDataList()));
  }
}
