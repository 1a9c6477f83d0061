package org.claimexchange.verifier.sample;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.evidence.EvidenceAnswer;
import org.claimexchange.model.evidence.EvidenceEndorsement;
import org.claimexchange.model.evidence.EvidenceQuery;
import org.claimexchange.model.evidence.EvidenceRead;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.verifier.certificate.Pem;
import org.claimexchange.verifier.sample.Authority.Holder;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeHeaderExtension;
import org.hyperledger.fabric.protos.peer.ChaincodeID;
import org.hyperledger.fabric.protos.peer.ChaincodeInput;
import org.hyperledger.fabric.protos.peer.ChaincodeInvocationSpec;
import org.hyperledger.fabric.protos.peer.ChaincodeProposalPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeSpec;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Response;

/** One endorsed read in the making; every part can be made wrong before the peers sign it. */
public final class SampleRead {

  private static final BigInteger ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

  private String channel = "claims";
  private final String function;
  private String calledFunction;
  private String tag = EvidenceAnswer.TAG;
  private EvidenceQuery query;
  private EvidenceQuery answered;
  private final Instant time;
  private Instant answerTime;
  private Object result = Map.of();
  private UnaryOperator<byte[]> answerBytes = UnaryOperator.identity();
  private Consumer<ChannelHeader.Builder> channelHeader = header -> {};
  private Consumer<ChaincodeInvocationSpec.Builder> invocation = spec -> {};
  private Consumer<ChaincodeProposalPayload.Builder> proposal = payload -> {};
  private Consumer<KVRWSet.Builder> keys = set -> {};
  private Consumer<NsReadWriteSet.Builder> namespace = set -> {};
  private Consumer<TxReadWriteSet.Builder> readWriteSet = set -> {};
  private Consumer<ChaincodeAction.Builder> action = one -> {};
  private Consumer<ProposalResponsePayload.Builder> payload = one -> {};
  private UnaryOperator<byte[]> signature = UnaryOperator.identity();
  private final Map<String, Holder> endorsers = new LinkedHashMap<>();

  SampleRead(SampleLedger ledger, String function, String object, String forWhom, Instant time) {
    this.function = function;
    this.calledFunction = function;
    this.query = new EvidenceQuery(object, forWhom, "");
    this.answered = query;
    this.time = time;
    this.answerTime = time;
    endorsers.put("RegulatorMSP", ledger.peer("RegulatorMSP"));
    endorsers.put("ExchangeMSP", ledger.peer("ExchangeMSP"));
  }

  public SampleRead nonce(String nonce) {
    query = new EvidenceQuery(query.object(), query.forWhom(), nonce);
    answered = query;
    return this;
  }

  public SampleRead result(Object value) {
    result = value;
    return this;
  }

  public SampleRead answering(EvidenceQuery other) {
    answered = other;
    return this;
  }

  public SampleRead answeredAt(Instant other) {
    answerTime = other;
    return this;
  }

  public SampleRead channel(String other) {
    channel = other;
    return this;
  }

  public SampleRead calling(String other) {
    calledFunction = other;
    return this;
  }

  public SampleRead tag(String other) {
    tag = other;
    return this;
  }

  public SampleRead answerBytes(UnaryOperator<byte[]> change) {
    answerBytes = change;
    return this;
  }

  public SampleRead channelHeader(Consumer<ChannelHeader.Builder> change) {
    channelHeader = change;
    return this;
  }

  public SampleRead invocation(Consumer<ChaincodeInvocationSpec.Builder> change) {
    invocation = change;
    return this;
  }

  public SampleRead proposal(Consumer<ChaincodeProposalPayload.Builder> change) {
    proposal = change;
    return this;
  }

  public SampleRead keys(Consumer<KVRWSet.Builder> change) {
    keys = change;
    return this;
  }

  public SampleRead namespace(Consumer<NsReadWriteSet.Builder> change) {
    namespace = change;
    return this;
  }

  public SampleRead readWriteSet(Consumer<TxReadWriteSet.Builder> change) {
    readWriteSet = change;
    return this;
  }

  public SampleRead action(Consumer<ChaincodeAction.Builder> change) {
    action = change;
    return this;
  }

  public SampleRead payload(Consumer<ProposalResponsePayload.Builder> change) {
    payload = change;
    return this;
  }

  public SampleRead signature(UnaryOperator<byte[]> change) {
    signature = change;
    return this;
  }

  public SampleRead endorsedBy(Map<String, Holder> others) {
    endorsers.clear();
    endorsers.putAll(others);
    return this;
  }

  /** The read, signed. */
  public EvidenceRead sign() {
    ByteString header = channelHeader();
    ByteString signatureHeader =
        SignatureHeader.newBuilder()
            .setCreator(ByteString.copyFromUtf8("whoever asked"))
            .setNonce(ByteString.copyFrom(new byte[24]))
            .build()
            .toByteString();
    ByteString proposalBytes = proposal();
    MessageDigest hash = Digest.sha256();
    hash.update(header.toByteArray());
    hash.update(signatureHeader.toByteArray());
    hash.update(proposalBytes.toByteArray());
    ProposalResponsePayload.Builder response =
        ProposalResponsePayload.newBuilder()
            .setProposalHash(ByteString.copyFrom(hash.digest()))
            .setExtension(action().toByteString());
    payload.accept(response);
    byte[] signed = response.build().toByteArray();
    List<EvidenceEndorsement> endorsements = new ArrayList<>();
    endorsers.forEach(
        (organization, peer) -> endorsements.add(endorse(organization, peer, signed)));
    return new EvidenceRead(
        function,
        base64(
            Header.newBuilder()
                .setChannelHeader(header)
                .setSignatureHeader(signatureHeader)
                .build()
                .toByteArray()),
        base64(proposalBytes.toByteArray()),
        base64(signed),
        endorsements);
  }

  private ByteString channelHeader() {
    ChannelHeader.Builder builder =
        ChannelHeader.newBuilder()
            .setType(HeaderType.ENDORSER_TRANSACTION_VALUE)
            .setChannelId(channel)
            .setTxId("5f".repeat(32))
            .setTimestamp(
                Timestamp.newBuilder().setSeconds(time.getEpochSecond()).setNanos(time.getNano()))
            .setExtension(
                ChaincodeHeaderExtension.newBuilder()
                    .setChaincodeId(ChaincodeID.newBuilder().setName("consent"))
                    .build()
                    .toByteString());
    channelHeader.accept(builder);
    return builder.build().toByteString();
  }

  private ByteString proposal() {
    ChaincodeInvocationSpec.Builder spec =
        ChaincodeInvocationSpec.newBuilder()
            .setChaincodeSpec(
                ChaincodeSpec.newBuilder()
                    .setChaincodeId(ChaincodeID.newBuilder().setName("consent"))
                    .setInput(
                        ChaincodeInput.newBuilder()
                            .addArgs(ByteString.copyFromUtf8(calledFunction))
                            .addArgs(ByteString.copyFrom(CanonicalJson.write(query)))));
    invocation.accept(spec);
    ChaincodeProposalPayload.Builder builder =
        ChaincodeProposalPayload.newBuilder().setInput(spec.build().toByteString());
    proposal.accept(builder);
    return builder.build().toByteString();
  }

  private ChaincodeAction action() {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("tag", tag);
    answer.put("function", function);
    answer.put("query", answered);
    answer.put("time", answerTime);
    answer.put("result", result);
    KVRWSet.Builder set = KVRWSet.newBuilder();
    keys.accept(set);
    NsReadWriteSet.Builder spaces =
        NsReadWriteSet.newBuilder().setNamespace("consent").setRwset(set.build().toByteString());
    namespace.accept(spaces);
    TxReadWriteSet.Builder whole =
        TxReadWriteSet.newBuilder().setDataModel(TxReadWriteSet.DataModel.KV).addNsRwset(spaces);
    readWriteSet.accept(whole);
    ChaincodeAction.Builder builder =
        ChaincodeAction.newBuilder()
            .setChaincodeId(ChaincodeID.newBuilder().setName("consent").setVersion("1"))
            .setResults(whole.build().toByteString())
            .setResponse(
                Response.newBuilder()
                    .setStatus(200)
                    .setPayload(
                        ByteString.copyFrom(answerBytes.apply(CanonicalJson.write(answer)))));
    action.accept(builder);
    return builder.build();
  }

  private EvidenceEndorsement endorse(String organization, Holder peer, byte[] signed) {
    byte[] identity =
        SerializedIdentity.newBuilder()
            .setMspid(organization)
            .setIdBytes(ByteString.copyFromUtf8(Pem.write(peer.certificate())))
            .build()
            .toByteArray();
    try {
      Signature signer = Signature.getInstance("SHA256withECDSA");
      signer.initSign(peer.keys().getPrivate());
      signer.update(signed);
      signer.update(identity);
      return new EvidenceEndorsement(
          base64(identity), base64(signature.apply(withLowS(signer.sign()))));
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The form with s in the lower half. */
  static byte[] withLowS(byte[] der) {
    return withS(der, s -> s.compareTo(ORDER.shiftRight(1)) > 0 ? ORDER.subtract(s) : s);
  }

  /** The other signature that fits the same message. */
  public static byte[] withHighS(byte[] der) {
    return withS(der, s -> s.compareTo(ORDER.shiftRight(1)) > 0 ? s : ORDER.subtract(s));
  }

  private static byte[] withS(byte[] der, UnaryOperator<BigInteger> change) {
    try {
      ASN1Sequence pair = ASN1Sequence.getInstance(der);
      BigInteger s = ASN1Integer.getInstance(pair.getObjectAt(1)).getValue();
      return new DERSequence(
              new org.bouncycastle.asn1.ASN1Encodable[] {
                pair.getObjectAt(0), new ASN1Integer(change.apply(s))
              })
          .getEncoded();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
