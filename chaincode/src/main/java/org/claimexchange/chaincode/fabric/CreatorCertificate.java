package org.claimexchange.chaincode.fabric;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import org.claimexchange.chaincode.caller.Creator;
import org.claimexchange.chaincode.refusal.RefusedException;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.transaction.LedgerRefusal.Code;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;

/** Who signed a proposal; the peer has checked signature and membership before. */
final class CreatorCertificate {
  private CreatorCertificate() {}

  static Creator read(byte[] creator) {
    try {
      SerializedIdentity identity = SerializedIdentity.parseFrom(creator);
      byte[] der =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(identity.getIdBytes().toByteArray()))
              .getEncoded();
      return new Creator(identity.getMspid(), Digest.of(der));
    } catch (InvalidProtocolBufferException | CertificateException e) {
      throw new RefusedException(
          Code.CALLER_NOT_REGISTERED, "the proposal's creator must be an X.509 certificate");
    }
  }
}
