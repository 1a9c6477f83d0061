package org.claimexchange.chaincode;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.Signature;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.Keys;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.model.delivery.DeliveryState;
import org.claimexchange.model.delivery.DeliveryStatus;
import org.claimexchange.model.delivery.ReceiptBody;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.register.CertificateUse;
import org.claimexchange.model.release.ReleaseBody;
import org.claimexchange.model.transaction.LedgerRefusal.Code;
import org.claimexchange.model.transaction.RecordDelivery;
import org.claimexchange.model.transaction.RecordReceipt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With which keys an insurer may sign for a package. */
class ReceiptsTest {
  private final Bench bench = Bench.ready();
  private final World world = bench.world;
  private final ClaimCase claim = bench.granted();
  private RecordDelivery delivery;

  @BeforeEach
  void deliver() {
    ReleaseBody release = claim.releaseBody();
    bench.commit(World.OPERATOR, claim.openRelease(release));
    delivery = claim.recordDelivery(release);
    bench.commit(World.OPERATOR, delivery);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ES256", "ES384", "RS256", "PS256"})
  void aRegisteredKeyOfACommonKindCounts(String algorithm) throws JOSEException {
    AsymmetricJWK key = key(algorithm);
    register(CertificateUse.SIGNING, key.toKeyPair());

    assertThat(
            bench
                .commit(
                    World.OPERATOR,
                    claim.recordReceipt(delivery.open().delivery(), receipt(algorithm, key)),
                    DeliveryState.class)
                .status())
        .isEqualTo(DeliveryStatus.RECEIVED);
  }

  @Test
  void aKeyRegisteredForAnotherUseDoesNot() throws JOSEException {
    AsymmetricJWK key = key("ES256");
    register(CertificateUse.ENCRYPTION, key.toKeyPair());

    assertThat(
            bench.refusal(
                World.OPERATOR,
                claim.recordReceipt(delivery.open().delivery(), receipt("ES256", key))))
        .isEqualTo(Code.RECEIPT_INVALID);
  }

  @Test
  void aRegisteredKeyOfSm2IsNoObstacleForAnotherThatSigns() throws JOSEException {
    AsymmetricJWK key = key("ES256");
    register(CertificateUse.SIGNING, Keys.sm2());
    bench.commit(
        World.REGULATOR,
        world.add(
            World.INSURER,
            world.registered(
                CertificateUse.SIGNING,
                Keys.selfSigned(key.toKeyPair(), "insurer-anxin", world.now()))));

    assertThat(
            bench
                .commit(
                    World.OPERATOR,
                    claim.recordReceipt(delivery.open().delivery(), receipt("ES256", key)),
                    DeliveryState.class)
                .status())
        .isEqualTo(DeliveryStatus.RECEIVED);
  }

  /** JOSE has no name for SM2: its curve must not pass for the one of ES256. */
  @Test
  void aKeyOfSm2SignsNoReceiptAsIfItWereOnP256() throws Exception {
    KeyPair sm2 = Keys.sm2();
    register(CertificateUse.SIGNING, sm2);
    JWSHeader header = new JWSHeader(JWSAlgorithm.ES256);
    String said = header.toBase64URL() + "." + Base64URL.encode(body());
    Signature signature =
        Signature.getInstance("SHA256withPLAIN-ECDSA", new BouncyCastleProvider());
    signature.initSign(sm2.getPrivate());
    signature.update(said.getBytes(StandardCharsets.US_ASCII));

    assertThat(
            bench.refusal(
                World.OPERATOR,
                claim.recordReceipt(
                    delivery.open().delivery(), said + "." + Base64URL.encode(signature.sign()))))
        .isEqualTo(Code.RECEIPT_INVALID);
  }

  @Test
  void theReceiptOfAnInsurerThatReceivesNothingIsRefused() {
    var valid = claim.recordReceipt(delivery);
    var other =
        new RecordReceipt(
            valid.open(),
            new RecordReceipt.Hidden(
                valid.hidden().caller(),
                valid.hidden().receipt(),
                valid.hidden().salt(),
                world.participants().proven(World.OTHER_INSURER),
                valid.hidden().statement(),
                valid.hidden().recipients()));

    assertThat(bench.refusal(World.OPERATOR, other)).isEqualTo(Code.WRONG_RECIPIENT);
  }

  private String receipt(String algorithm, AsymmetricJWK key) {
    return Keys.jws(JWSAlgorithm.parse(algorithm), "", key, body());
  }

  private String body() {
    return CanonicalJson.writeText(
        new ReceiptBody(
            ReceiptBody.TYPE, delivery.open().delivery(), delivery.open().sealed(), world.now()));
  }

  private static AsymmetricJWK key(String algorithm) {
    return switch (algorithm) {
      case "ES256" -> Keys.p256();
      case "ES384" -> Keys.ec(Curve.P_384);
      default -> Keys.rsa();
    };
  }

  private void register(CertificateUse use, KeyPair pair) {
    bench.commit(
        World.REGULATOR,
        world.rotate(World.INSURER, use, Keys.selfSigned(pair, "insurer-anxin", world.now())));
  }
}
