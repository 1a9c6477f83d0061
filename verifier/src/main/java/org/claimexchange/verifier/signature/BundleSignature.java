package org.claimexchange.verifier.signature;

import static org.claimexchange.verifier.signature.SignatureDefect.ALGORITHM;
import static org.claimexchange.verifier.signature.SignatureDefect.CERTIFICATE;
import static org.claimexchange.verifier.signature.SignatureDefect.MALFORMED;
import static org.claimexchange.verifier.signature.SignatureDefect.MISSING;
import static org.claimexchange.verifier.signature.SignatureDefect.PROFILE;
import static org.claimexchange.verifier.signature.SignatureDefect.SIGNATURE;
import static org.claimexchange.verifier.signature.SignatureDefect.STATEMENT;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.json.MalformedJsonException;
import org.claimexchange.verifier.certificate.CertificateException;
import org.claimexchange.verifier.certificate.CertificatePath;
import org.claimexchange.verifier.certificate.Pem;
import org.claimexchange.verifier.certificate.SignerNames;
import org.claimexchange.verifier.certificate.SigningPurpose;
import org.claimexchange.verifier.certificate.Sm2;
import org.claimexchange.verifier.json.CanonicalBundle;
import org.claimexchange.verifier.json.CompactJws;

/**
 * {@code Bundle.signature} as HL7 Da Vinci CDex 2.1 prescribes: a detached JWS over {@link
 * CanonicalBundle}, with the signer's certificates, time and commitment in its header, equal to
 * what the element says.
 */
public final class BundleSignature {

  /** Verification signature (ASTM E1762-95). */
  public static final String COMMITMENT = "1.2.840.10065.1.12.1.5";

  /** The system of {@link #COMMITMENT} in {@code Signature.type}. */
  public static final String TYPE_SYSTEM = "urn:iso-astm:E1762-95:2013";

  /** {@code Signature.targetFormat}. */
  public static final String TARGET_FORMAT =
      "application/fhir+json;canonicalization=" + CanonicalBundle.URI;

  /** {@code Signature.sigFormat}. */
  public static final String SIG_FORMAT = "application/jose";

  private static final Set<String> ALGORITHMS = Set.of("ES256", "RS256");
  private static final Set<String> HEADER = Set.of("alg", "kid", "x5c", "sigT", "srCms");

  private final List<X509Certificate> roots;

  /**
   * @param roots what is trusted
   */
  public BundleSignature(List<X509Certificate> roots) {
    this.roots = List.copyOf(roots);
  }

  /** Checks the signature of a document. */
  public Signed verify(byte[] json) throws SignatureFailure {
    try {
      CanonicalBundle bundle = CanonicalBundle.of(json);
      String text =
          bundle
              .member("signature")
              .orElseThrow(() -> new SignatureFailure(MISSING, "expected a signed Bundle"));
      JsonNode element = CanonicalJson.read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class);
      CompactJws jws = CompactJws.parse(compact(element));
      require(jws.payload().isEmpty(), PROFILE, "a detached payload");
      List<X509Certificate> chain = header(jws.header());
      overThese(jws, chain.get(0), bundle);
      Instant time = sameStatement(jws.header(), element, chain.get(0));
      SigningPurpose.check(chain.get(0));
      for (X509Certificate certificate : chain) {
        CertificatePath.check(certificate, chain, roots, time);
      }
      return new Signed(chain.get(0), time);
    } catch (MalformedJsonException | DateTimeException e) {
      throw new SignatureFailure(MALFORMED, "expected a Bundle with a JWS as its signature");
    } catch (CertificateException e) {
      throw new SignatureFailure(CERTIFICATE, e.reason());
    }
  }

  private static String compact(JsonNode element) throws SignatureFailure {
    try {
      String data = element.path("data").asText();
      byte[] bytes = Base64.getDecoder().decode(data);
      require(Base64.getEncoder().encodeToString(bytes).equals(data), MALFORMED, "base64");
      return new String(bytes, StandardCharsets.US_ASCII);
    } catch (IllegalArgumentException e) {
      throw new SignatureFailure(MALFORMED, "expected base64");
    }
  }

  private static List<X509Certificate> header(JsonNode header)
      throws SignatureFailure, CertificateException {
    boolean known =
        StreamSupport.stream(
                java.util.Spliterators.spliteratorUnknownSize(header.fieldNames(), 0), false)
            .allMatch(HEADER::contains);
    require(known, PROFILE, "a header of alg, kid, x5c, sigT and srCms");
    List<X509Certificate> chain = new ArrayList<>();
    for (JsonNode certificate : header.path("x5c")) {
      try {
        chain.add(Pem.certificate(Base64.getDecoder().decode(certificate.asText())));
      } catch (IllegalArgumentException e) {
        throw new SignatureFailure(MALFORMED, "expected certificates in base64");
      }
    }
    require(!chain.isEmpty() && chain.size() <= 5, PROFILE, "1 to 5 certificates in x5c");
    return chain;
  }

  private static void overThese(CompactJws jws, X509Certificate signer, CanonicalBundle bundle)
      throws SignatureFailure {
    require(ALGORITHMS.contains(jws.algorithm()), ALGORITHM, "ES256 or RS256");
    require(!Sm2.holds(signer), ALGORITHM, "a key on P-256 or RSA");
    Signature verifier;
    try {
      verifier = jws.verifier(signer.getPublicKey());
    } catch (GeneralSecurityException e) {
      throw new SignatureFailure(ALGORITHM, "expected ES256 or RS256 that fits the key");
    }
    try (OutputStream payload = Base64.getUrlEncoder().withoutPadding().wrap(into(verifier))) {
      bundle.writeTo(payload);
    } catch (IOException e) {
      throw new SignatureFailure(MALFORMED, "expected a Bundle that has a canonical form");
    }
    try {
      require(verifier.verify(jws.signature().get()), SIGNATURE, "a signature over this document");
    } catch (SignatureException e) {
      throw new SignatureFailure(SIGNATURE, "expected a signature over this document");
    }
  }

  private static OutputStream into(Signature verifier) {
    return new OutputStream() {
      @Override
      public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        try {
          verifier.update(bytes, from, length);
        } catch (SignatureException e) {
          throw new IOException(e);
        }
      }
    };
  }

  private static Instant sameStatement(JsonNode header, JsonNode element, X509Certificate signer)
      throws SignatureFailure {
    String when = element.path("when").asText();
    require(header.path("sigT").asText().equals(when), STATEMENT, "sigT equal to when");
    JsonNode commitments = header.path("srCms");
    String commitment = commitments.path(0).path("commId").path("id").asText();
    JsonNode type = element.path("type").path(0);
    boolean sameType =
        commitments.size() == 1
            && element.path("type").size() == 1
            && commitment.equals("urn:oid:" + COMMITMENT)
            && type.path("code").asText().equals(COMMITMENT)
            && type.path("system").asText().equals(TYPE_SYSTEM);
    require(sameType, STATEMENT, "srCms equal to type");
    boolean format =
        element.path("targetFormat").asText().equals(TARGET_FORMAT)
            && element.path("sigFormat").asText().equals(SIG_FORMAT);
    require(format, PROFILE, "targetFormat and sigFormat of the profile");
    String who = element.path("who").path("identifier").path("value").asText();
    require(!who.isEmpty() && names(signer).contains(who), STATEMENT, "who in the certificate");
    return OffsetDateTime.parse(when).toInstant();
  }

  /** The URIs among the certificate's alternative names. */
  private static List<String> names(X509Certificate certificate) throws SignatureFailure {
    try {
      return SignerNames.of(certificate);
    } catch (CertificateException e) {
      throw new SignatureFailure(CERTIFICATE, e.reason());
    }
  }

  private static void require(boolean holds, SignatureDefect defect, String expected)
      throws SignatureFailure {
    if (!holds) {
      throw new SignatureFailure(defect, "expected " + expected);
    }
  }
}
