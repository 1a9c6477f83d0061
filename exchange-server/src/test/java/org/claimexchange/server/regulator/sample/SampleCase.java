package org.claimexchange.server.regulator.sample;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.model.consent.ConsentFile;
import org.claimexchange.model.consent.ConsentOpenings;
import org.claimexchange.model.consent.ConsentStatement;
import org.claimexchange.model.consent.DateRange;
import org.claimexchange.model.consent.GrantorProof;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.Purpose;
import org.claimexchange.model.consent.Recipient;
import org.claimexchange.model.consent.RecipientRole;
import org.claimexchange.model.consent.RelationKind;
import org.claimexchange.model.consent.ShownText;
import org.claimexchange.model.consent.Terms;
import org.claimexchange.model.consent.VisitKind;
import org.claimexchange.model.consent.WithdrawalStatement;
import org.claimexchange.model.delivery.DeliveryBody;
import org.claimexchange.model.delivery.ReceiptBody;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Opening;
import org.claimexchange.model.disclosure.Salt;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.release.ReleaseBody;
import org.claimexchange.model.request.RequestBody;
import org.claimexchange.model.transaction.Cover;
import org.claimexchange.model.transaction.Grant;
import org.claimexchange.model.transaction.OpenRelease;
import org.claimexchange.model.transaction.RecordDelivery;
import org.claimexchange.model.transaction.RecordReceipt;
import org.claimexchange.model.transaction.RecordRequest;
import org.claimexchange.model.transaction.Revoke;
import org.claimexchange.model.transaction.Withdrawal;
import org.claimexchange.server.consent.SourceProgress;
import org.claimexchange.server.regulator.casefile.CaseFile;
import org.claimexchange.server.regulator.casefile.DeliveryFile;
import org.claimexchange.server.regulator.casefile.ReceiptFile;
import org.claimexchange.server.regulator.casefile.ReleaseFile;
import org.claimexchange.server.regulator.casefile.WithdrawalFile;

/** One claim on the test's ledger, step by step, and what an honest operator keeps of it. */
public final class SampleCase {
  private static final Digest PACKAGE = Digest.of("sealed".getBytes(StandardCharsets.UTF_8));

  private final SampleLedger ledger;
  private final RequestBody request;
  private final ConsentFile consent;
  private final List<ReleaseFile> releases = new ArrayList<>();
  private final List<WithdrawalFile> withdrawal = new ArrayList<>();
  private final Instant grantedAt;
  private final String grantTransaction;

  /** Asked by the insurer and granted by Chen Jing, for two hospitals. */
  public static SampleCase granted(SampleLedger ledger) throws Exception {
    return new SampleCase(ledger);
  }

  /** What the insurer asks of Chen Jing, as it is handed in; not on the ledger yet. */
  public static RecordRequest asked(SampleLedger ledger) {
    return recordRequest(ledger, body(ledger));
  }

  private SampleCase(SampleLedger ledger) throws JOSEException, GeneralSecurityException {
    this.ledger = ledger;
    this.request = body(ledger);
    SampleLedger.committed(ledger.exchange().recordRequest(recordRequest(ledger, request)));
    this.consent = signed(request.parts());
    var committed = SampleLedger.committed(ledger.exchange().grant(grant()));
    this.grantedAt = committed.at();
    this.grantTransaction = committed.transactionId();
  }

  /** Id of the consent. */
  public String id() {
    return consent.statement().consent();
  }

  /** When it was granted. */
  public Instant grantedAt() {
    return grantedAt;
  }

  /** Id of the transaction that granted it. */
  public String grantTransaction() {
    return grantTransaction;
  }

  /** Id of the request it answers. */
  public String request() {
    return request.request();
  }

  /** Opens a release for both hospitals. */
  public SampleCase released() {
    ReleaseBody body =
        new ReleaseBody(
            ReleaseBody.TYPE,
            fresh(),
            id(),
            consent.statement().parts(),
            grantedAt.plus(Duration.ofDays(10)),
            List.of(),
            salt());
    SampleLedger.committed(
        ledger
            .exchange()
            .openRelease(
                new OpenRelease(
                    new OpenRelease.Open(body.release(), id(), body.digest()),
                    new OpenRelease.Hidden(ledger.book().operator(), body, cover()))));
    releases.add(new ReleaseFile(body, true, List.of()));
    return this;
  }

  /** Records a sealed package, and the insurer's receipt for it. */
  public SampleCase deliveredAndReceived() throws JOSEException {
    ReleaseBody release = releases.getLast().body();
    DeliveryBody body =
        new DeliveryBody(
            DeliveryBody.TYPE,
            fresh(),
            release.release(),
            release.parts(),
            List.of(Digest.of("claim.pdf".getBytes(StandardCharsets.UTF_8))),
            List.of(),
            salt());
    SampleLedger.committed(
        ledger
            .exchange()
            .recordDelivery(
                new RecordDelivery(
                    new RecordDelivery.Open(
                        body.delivery(), release.release(), PACKAGE, body.digest()),
                    new RecordDelivery.Hidden(ledger.book().operator(), body, release, cover()))));
    ReceiptFile receipt = receipt(body.delivery());
    releases.set(
        releases.size() - 1,
        new ReleaseFile(release, true, List.of(new DeliveryFile(body, true, List.of(receipt)))));
    return this;
  }

  /** Withdraws, signed by the grantor. */
  public SampleCase withdrawn() throws JOSEException, GeneralSecurityException {
    return withdrawn(ledger.exchange());
  }

  /** The same, through this ledger. */
  public SampleCase withdrawn(ConsentLedger through)
      throws JOSEException, GeneralSecurityException {
    WithdrawalStatement statement =
        new WithdrawalStatement(
            WithdrawalStatement.TYPE, id(), consent.statement().digest(), ledger.clock().instant());
    GrantorProof proof = SampleGrantor.sign(ledger, statement.canonicalBytes());
    Salt salt = salt();
    SampleLedger.committed(
        through.revoke(
            new Revoke(
                new Revoke.Open(id(), proof.hidden(salt), spent(proof, statement.digest())),
                new Revoke.Hidden(
                    ledger.book().operator(),
                    consent.statement(),
                    consent.openings().grantor(),
                    List.of(new Withdrawal(statement, proof, ledger.book().provider())),
                    salt))));
    withdrawal.add(new WithdrawalFile(statement, proof));
    return this;
  }

  /** What an honest operator hands over. */
  public CaseFile file() {
    List<SourceProgress> sources =
        List.of(SampleLedger.FIRST_HOSPITAL, SampleLedger.SECOND_HOSPITAL).stream()
            .map(source ->
                new SourceProgress(
                    ledger.book().facts(source).orElseThrow(),
                    releases.isEmpty()
                        ? SourceProgress.State.NOT_ASKED
                        : SourceProgress.State.COMPLETE,
                    grantedAt,
                    java.util.Optional.empty(),
                    releases.isEmpty() ? 0 : 128))
            .toList();
    return new CaseFile(request, consent, releases, sources, withdrawal);
  }

  private static RequestBody body(SampleLedger ledger) {
    return new RequestBody(
        RequestBody.TYPE,
        Salt.fresh(ledger.random()).value(),
        SampleLedger.INSURER,
        List.of(new Recipient(SampleLedger.INSURER, RecipientRole.INSURER)),
        SampleGrantor.CHEN_JING.id(),
        Purpose.CLAIM_REVIEW,
        List.of(part(SampleLedger.FIRST_HOSPITAL), part(SampleLedger.SECOND_HOSPITAL)),
        List.of(),
        Digest.of("task".getBytes(StandardCharsets.UTF_8)),
        Salt.fresh(ledger.random()));
  }

  private static RecordRequest recordRequest(SampleLedger ledger, RequestBody request) {
    return new RecordRequest(
        new RecordRequest.Open(request.request(), request.digest()),
        new RecordRequest.Hidden(
            ledger.book().operator(),
            request,
            ledger.book().participant(SampleLedger.INSURER).orElseThrow(),
            ledger.book().approval("approval-1").orElseThrow()));
  }

  private ConsentFile signed(List<Part> parts) throws JOSEException, GeneralSecurityException {
    var random = ledger.random();
    Instant now = ledger.clock().instant();
    String text = "就医资料单独授权书:提供给安心示范保险,用来审核理赔。";
    ConsentOpenings openings =
        new ConsentOpenings(
            Opening.of(random, ConsentOpenings.SUBJECT, SampleGrantor.CHEN_JING),
            Opening.of(random, ConsentOpenings.GRANTOR, SampleGrantor.CHEN_JING),
            Opening.of(random, ConsentOpenings.RELATION, RelationKind.SELF),
            Opening.of(random, ConsentOpenings.RECIPIENTS, request.recipients()),
            Opening.of(random, ConsentOpenings.PURPOSE, request.purpose()),
            parts.stream().map(part -> Opening.of(random, ConsentOpenings.PART, part)).toList(),
            Opening.of(
                random,
                ConsentOpenings.TERMS,
                new Terms(now.minusSeconds(60), now.plus(Duration.ofDays(30)), 1, List.of())),
            Opening.of(
                random,
                ConsentOpenings.SHOWN,
                new ShownText(
                    SampleLedger.TEMPLATE,
                    "zh-CN",
                    Digest.of(text.getBytes(StandardCharsets.UTF_8)))),
            Opening.of(random, ConsentOpenings.WITNESS, List.of()));
    ConsentStatement statement = ConsentStatement.of(fresh(), request.request(), openings);
    GrantorProof proof = SampleGrantor.sign(ledger, statement.canonicalBytes());
    return new ConsentFile(ConsentFile.TYPE, statement, openings, text, proof, salt());
  }

  private Grant grant() {
    GrantorProof proof = consent.proof();
    return new Grant(
        new Grant.Open(
            id(),
            request.request(),
            consent.statement().digest(),
            proof.hidden(consent.proofSalt()),
            spent(proof, consent.statement().digest())),
        new Grant.Hidden(
            ledger.book().operator(),
            request,
            consent.statement(),
            consent.openings(),
            proof,
            consent.proofSalt(),
            ledger.book().provider(),
            cover().participants(),
            ledger.book().approval("approval-1").orElseThrow(),
            ledger.book().template(SampleLedger.TEMPLATE).orElseThrow().entry(),
            List.of()));
  }

  private static Digest spent(GrantorProof proof, Digest signed) {
    Digest thumbprint = Digest.of(proof.key().getBytes(StandardCharsets.UTF_8));
    return GrantorProof.spent(
        GrantorProof.nonce(thumbprint, signed, proof.random()), proof.random());
  }

  private ReceiptFile receipt(String delivery) throws JOSEException {
    ReceiptBody body =
        new ReceiptBody(ReceiptBody.TYPE, delivery, PACKAGE, ledger.clock().instant());
    JWSObject jws =
        new JWSObject(new JWSHeader(JWSAlgorithm.ES256), new Payload(CanonicalJson.write(body)));
    jws.sign(new ECDSASigner((ECPrivateKey) ledger.insurer().privateKey()));
    Salt salt = salt();
    SampleLedger.committed(
        ledger
            .exchange()
            .recordReceipt(
                new RecordReceipt(
                    new RecordReceipt.Open(
                        delivery, new Opening<>(salt, ReceiptBody.NAME, jws.serialize()).digest()),
                    new RecordReceipt.Hidden(
                        ledger.book().operator(),
                        jws.serialize(),
                        salt,
                        ledger.book().participant(SampleLedger.INSURER).orElseThrow(),
                        consent.statement(),
                        consent.openings().recipients()))));
    return new ReceiptFile(jws.serialize(), salt);
  }

  private Cover cover() {
    return new Cover(
        consent.statement(),
        consent.openings(),
        ledger.book().approval("approval-1").orElseThrow(),
        ledger
            .book()
            .participants(
                List.of(
                    SampleLedger.INSURER,
                    SampleLedger.FIRST_HOSPITAL,
                    SampleLedger.SECOND_HOSPITAL)),
        List.of());
  }

  private static Part part(String source) {
    return new Part(
        source,
        List.of(),
        new DateRange(LocalDate.of(2026, 9, 1), LocalDate.of(2026, 10, 31)),
        List.of(VisitKind.INPATIENT),
        SampleLedger.CATEGORIES,
        List.of(),
        false);
  }

  private Salt salt() {
    return Salt.fresh(ledger.random());
  }

  private String fresh() {
    return salt().value();
  }
}
