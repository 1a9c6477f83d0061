package org.claimexchange.server.sealing;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.claimexchange.fhir.document.DocumentJson;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.verifier.container.CanonicalZip;
import org.claimexchange.verifier.json.CanonicalBundle;
import org.claimexchange.verifier.signature.BundleSignature;

/**
 * Signs a document Bundle as HL7 Da Vinci CDex 2.1 prescribes; see {@link BundleSignature} for the
 * form. Each entry's JSON is written once and what is signed is made of that text, entry by entry,
 * so that no second serialization can differ from the first and nobody holds the whole.
 */
final class DocumentSigner {

  private static final int URI_NAME = 6;

  private final SigningKey key;

  DocumentSigner(SigningKey key) {
    this.key = key;
  }

  /**
   * Signs a document.
   *
   * @return the document's JSON with its signature, which can be written more than once
   */
  CanonicalZip.Content sign(DocumentJson document, Instant time)
      throws SealingException, IOException {
    byte[] head = document.head().getBytes(StandardCharsets.UTF_8);
    CanonicalBundle bundle = CanonicalBundle.of(head, reader -> document.forEach(reader::entry));
    if (bundle.member("signature").isPresent()) {
      throw new SealingException(SealingException.Reason.CONTENT, "expected an unsigned document");
    }
    String when = time.truncatedTo(ChronoUnit.SECONDS).toString();
    byte[] element = CanonicalJson.write(element(when, jws(bundle, when)));
    return out -> write(document, head, element, out);
  }

  private static void write(DocumentJson document, byte[] head, byte[] element, OutputStream out)
      throws IOException {
    out.write(head, 0, head.length - 1);
    out.write(",\"entry\":[".getBytes(StandardCharsets.US_ASCII));
    byte[] comma = {','};
    byte[][] between = {new byte[0]};
    document.forEach(entry -> {
      out.write(between[0]);
      out.write(entry.getBytes(StandardCharsets.UTF_8));
      between[0] = comma;
    });
    out.write("],\"signature\":".getBytes(StandardCharsets.US_ASCII));
    out.write(element);
    out.write('}');
  }

  private Map<String, Object> element(String when, String jws) throws SealingException {
    return Map.of(
        "type",
        List.of(
            Map.of(
                "system", BundleSignature.TYPE_SYSTEM,
                "code", BundleSignature.COMMITMENT,
                "display", "Verification Signature")),
        "when",
        when,
        "who",
        Map.of("identifier", Map.of("system", "urn:ietf:rfc:3986", "value", signerUri())),
        "targetFormat",
        BundleSignature.TARGET_FORMAT,
        "sigFormat",
        BundleSignature.SIG_FORMAT,
        "data",
        Base64.getEncoder().encodeToString(jws.getBytes(StandardCharsets.US_ASCII)));
  }

  /** The detached JWS: header, nothing, signature. */
  private String jws(CanonicalBundle bundle, String when) throws SealingException, IOException {
    String header = base64url(CanonicalJson.write(header(when)));
    byte[] signature;
    try {
      signature =
          key.sign(out -> {
            out.write((header + ".").getBytes(StandardCharsets.US_ASCII));
            try (OutputStream payload =
                Base64.getUrlEncoder().withoutPadding().wrap(new Unclosed(out))) {
              bundle.writeTo(payload);
            }
          });
    } catch (GeneralSecurityException e) {
      throw new SealingException(
          SealingException.Reason.SIGNING_KEY, "the signing key cannot be used", e);
    }
    return header + ".." + base64url(joseForm(signature));
  }

  private Map<String, Object> header(String when) throws SealingException {
    try {
      List<String> chain =
          key.chain().stream()
              .map(certificate -> Base64.getEncoder().encodeToString(encoded(certificate)))
              .toList();
      return Map.of(
          "alg",
          key.algorithm().name(),
          "kid",
          Digest.of(key.chain().getFirst().getEncoded()).value(),
          "x5c",
          chain,
          "sigT",
          when,
          "srCms",
          List.of(Map.of("commId", Map.of("id", "urn:oid:" + BundleSignature.COMMITMENT))));
    } catch (CertificateEncodingException e) {
      throw new SealingException(
          SealingException.Reason.SIGNING_KEY, "a certificate that has no DER form", e);
    }
  }

  private static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was parsed has a DER form", e);
    }
  }

  /** JWS wants r and s side by side (RFC 7518, 3.4), the JDK and hardware give DER. */
  private byte[] joseForm(byte[] signature) throws IOException {
    return switch (key.algorithm()) {
      case SM2 -> throw new IllegalStateException("JWS has no SM2");
      case RS256 -> signature;
      case ES256 -> {
        ECPublicKey ec = (ECPublicKey) key.chain().getFirst().getPublicKey();
        BigInteger order = ec.getParams().getOrder();
        BigInteger[] pair = StandardDSAEncoding.INSTANCE.decode(order, signature);
        yield PlainDSAEncoding.INSTANCE.encode(order, pair[0], pair[1]);
      }
    };
  }

  /** The URI under which the signer is known: the one among its certificate's names. */
  private String signerUri() throws SealingException {
    try {
      var names = key.chain().getFirst().getSubjectAlternativeNames();
      if (names != null) {
        for (List<?> name : names) {
          if (name.get(0).equals(URI_NAME)) {
            return String.valueOf(name.get(1));
          }
        }
      }
    } catch (java.security.cert.CertificateParsingException e) {
      throw new SealingException(
          SealingException.Reason.SIGNING_KEY, "alternative names that cannot be read", e);
    }
    throw new SealingException(
        SealingException.Reason.SIGNING_KEY,
        "expected a URI among the alternative names of the signer's certificate");
  }

  private static String base64url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The encoder must be closed to write its last characters; what is below stays open. */
  private static final class Unclosed extends java.io.FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void close() {
      // what is below belongs to the signature
    }
  }
}
