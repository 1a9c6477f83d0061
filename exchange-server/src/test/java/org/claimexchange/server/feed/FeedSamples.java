package org.claimexchange.server.feed;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.claimexchange.model.consent.DateRange;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.Purpose;
import org.claimexchange.model.consent.Recipient;
import org.claimexchange.model.consent.RecipientRole;
import org.claimexchange.model.consent.VisitKind;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Salt;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.person.IdSystem;
import org.claimexchange.model.person.PersonId;
import org.claimexchange.model.register.Approval;
import org.claimexchange.model.register.CertificateUse;
import org.claimexchange.model.register.EntryStatus;
import org.claimexchange.model.register.MerkleTree;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Proven;
import org.claimexchange.model.register.RegisterEntry;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.register.RegisteredCertificate;
import org.claimexchange.model.register.Role;
import org.claimexchange.model.request.RequestBody;
import org.claimexchange.model.transaction.ChangeRegister;
import org.claimexchange.model.transaction.Initialize;
import org.claimexchange.model.transaction.RecordRequest;
import org.claimexchange.verifier.certificate.Sm2;

/** Keys, register entries and transactions as a feed sees them. */
final class FeedSamples {
  static final String NUMBER = "310101198503124322";
  static final AlgorithmParameterSpec P256 = new ECGenParameterSpec("secp256r1");
  static final AlgorithmParameterSpec P384 = new ECGenParameterSpec("secp384r1");
  static final AlgorithmParameterSpec RSA =
      new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4);

  /** On the curve that the JDK does not know. */
  static final AlgorithmParameterSpec SM2 = new ECGenParameterSpec("sm2p256v1");

  private FeedSamples() {}

  /** A key and its certificate. */
  record Key(KeyPair pair, X509Certificate certificate) {}

  static Key key(AlgorithmParameterSpec of, Instant now, SecureRandom random)
      throws GeneralSecurityException, OperatorCreationException {
    boolean rsa = of instanceof RSAKeyGenParameterSpec;
    boolean sm2 = of == SM2;
    KeyPairGenerator generator =
        sm2
            ? KeyPairGenerator.getInstance("EC", Sm2.provider())
            : KeyPairGenerator.getInstance(rsa ? "RSA" : "EC");
    generator.initialize(of, random);
    KeyPair pair = generator.generateKeyPair();
    X500Name name = new X500Name("CN=示范数据管理局 监管密文存档");
    var builder =
        new JcaX509v3CertificateBuilder(
            name,
            new java.math.BigInteger(100, random),
            Date.from(now),
            Date.from(now.plus(Duration.ofDays(365))),
            name,
            pair.getPublic());
    var signer =
        new JcaContentSignerBuilder(sm2 ? "SM3withSM2" : rsa ? "SHA256withRSA" : "SHA256withECDSA");
    var converter = new JcaX509CertificateConverter();
    if (sm2) {
      signer.setProvider(Sm2.provider());
      converter.setProvider(Sm2.provider());
    }
    return new Key(pair, converter.getCertificate(builder.build(signer.build(pair.getPrivate()))));
  }

  static RegisteredCertificate registered(Key key, Instant from, Instant to)
      throws GeneralSecurityException {
    return new RegisteredCertificate(
        CertificateUse.ENCRYPTION,
        Base64.getEncoder().encodeToString(key.certificate().getEncoded()),
        from,
        to);
  }

  static Participant regulator(EntryStatus status, List<RegisteredCertificate> certificates) {
    return participant("regulator", Role.REGULATOR, "示范数据管理局", status, certificates);
  }

  static Participant participant(
      String id,
      Role role,
      String name,
      EntryStatus status,
      List<RegisteredCertificate> certificates) {
    return new Participant(
        id, role, "SomeMSP", name, certificates, status, Salt.fresh(new SecureRandom()));
  }

  /** A request of an insurer about Chen Jing. */
  static RecordRequest request(SecureRandom random, Instant now) {
    Participant operator =
        participant("exchange", Role.OPERATOR, "示范平台运营公司", EntryStatus.ACTIVE, List.of());
    Participant insurer =
        participant("insurer-anxin", Role.INSURER, "安心示范保险", EntryStatus.ACTIVE, List.of());
    Approval approval =
        new Approval(
            "approval-1",
            insurer.id(),
            List.of("diagnosis"),
            List.of(Purpose.CLAIM_REVIEW),
            now,
            now.plus(Duration.ofDays(365)),
            EntryStatus.ACTIVE,
            Salt.fresh(random));
    RequestBody body =
        new RequestBody(
            RequestBody.TYPE,
            Salt.fresh(random).value(),
            insurer.id(),
            List.of(new Recipient(insurer.id(), RecipientRole.INSURER)),
            new PersonId(IdSystem.RESIDENT_ID, NUMBER),
            Purpose.CLAIM_REVIEW,
            List.of(
                new Part(
                    "source-first",
                    List.of(),
                    new DateRange(LocalDate.of(2026, 9, 1), LocalDate.of(2026, 10, 31)),
                    List.of(VisitKind.INPATIENT),
                    List.of("diagnosis"),
                    List.of(),
                    false)),
            List.of(),
            Digest.of("task".getBytes(StandardCharsets.UTF_8)),
            Salt.fresh(random));
    return new RecordRequest(
        new RecordRequest.Open(body.request(), body.digest()),
        new RecordRequest.Hidden(alone(operator), body, alone(insurer), alone(approval)));
  }

  static Initialize initialize(Participant regulator, SecureRandom random) {
    return new Initialize(
        new Initialize.Open(Salt.fresh(random).value()), new Initialize.Hidden(regulator));
  }

  static ChangeRegister change(Participant caller, RegisterEntry entry) {
    MerkleTree before = new MerkleTree();
    return new ChangeRegister(
        new ChangeRegister.Open(
            RegisterName.PARTICIPANTS, 2, before.path(0).rootFrom(entry.leaf())),
        new ChangeRegister.Hidden(
            alone(caller), "", before.path(0), CanonicalJson.writeText(entry), List.of()));
  }

  /** An id as Fabric makes them. */
  static String transactionId(SecureRandom random) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static <T extends RegisterEntry> Proven<T> alone(T entry) {
    MerkleTree tree = new MerkleTree();
    tree.set(0, entry.leaf());
    return new Proven<>(entry, tree.path(0));
  }
}
