package org.claimexchange.verifier.sample;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSAuthEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.RecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OutputAEADEncryptor;
import org.bouncycastle.operator.jcajce.JcaAlgorithmParametersConverter;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.feed.FeedContent;
import org.claimexchange.model.feed.FeedEntry;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.transaction.Transaction;

/** A feed in the making, encrypted to one certificate after another. */
public final class SampleFeed {
  private final BouncyCastleProvider provider = new BouncyCastleProvider();
  private final List<FeedEntry> entries = new ArrayList<>();
  private X509Certificate recipient;

  public SampleFeed(X509Certificate recipient) {
    this.recipient = recipient;
  }

  /** From now on entries are encrypted to another certificate. */
  public void rotate(X509Certificate next) {
    recipient = next;
  }

  /** What the feed holds of a transaction. */
  public static FeedContent content(String transactionId, Transaction transaction) {
    return new FeedContent(
        FeedContent.TYPE,
        transactionId,
        transaction.function(),
        CanonicalJson.tree(transaction.open()),
        CanonicalJson.tree(transaction.hidden()));
  }

  /** Adds an entry. */
  public void add(String transactionId, FeedContent content) {
    Digest previous =
        entries.isEmpty() ? FeedEntry.beforeTheFirst() : entries.get(entries.size() - 1).digest();
    entries.add(
        new FeedEntry(
            FeedEntry.TYPE,
            entries.size() + 1L,
            transactionId,
            previous,
            fingerprint(),
            Base64.getEncoder().encodeToString(seal(CanonicalJson.write(content)))));
  }

  /** The entries, to be made wrong. */
  public List<FeedEntry> entries() {
    return entries;
  }

  public void write(Path file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (FeedEntry entry : entries) {
      bytes.writeBytes(CanonicalJson.write(entry));
      bytes.write('\n');
    }
    Files.write(file, bytes.toByteArray());
  }

  private Digest fingerprint() {
    try {
      return Digest.of(recipient.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] seal(byte[] content) {
    try {
      CMSAuthEnvelopedDataGenerator generator = new CMSAuthEnvelopedDataGenerator();
      generator.addRecipientInfoGenerator(recipientInfo());
      OutputAEADEncryptor encryptor =
          (OutputAEADEncryptor)
              new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_GCM)
                  .setProvider(provider)
                  .build();
      return generator
          .generate(new CMSProcessableByteArray(content), encryptor)
          .toASN1Structure()
          .getEncoded(ASN1Encoding.DER);
    } catch (CMSException | IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private RecipientInfoGenerator recipientInfo() throws GeneralSecurityException, CMSException {
    PublicKey key = recipient.getPublicKey();
    if (key.getAlgorithm().equals("RSA")) {
      return new JceKeyTransRecipientInfoGenerator(
              recipient,
              new JcaAlgorithmParametersConverter()
                  .getAlgorithmIdentifier(
                      PKCSObjectIdentifiers.id_RSAES_OAEP,
                      new OAEPParameterSpec(
                          "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT)))
          .setProvider(provider);
    }
    KeyPair sender = Authority.ecKeys();
    return new JceKeyAgreeRecipientInfoGenerator(
            CMSAlgorithm.ECDH_SHA256KDF,
            sender.getPrivate(),
            sender.getPublic(),
            CMSAlgorithm.AES256_WRAP)
        .addRecipient(recipient)
        .setProvider(provider);
  }
}
