package org.claimexchange.samples.insurer;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.impl.ECDSA;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.claimexchange.model.delivery.ReceiptBody;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Salt;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.verifier.SealedFiles;
import org.claimexchange.verifier.VerificationInput;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskOutputComponent;

/**
 * Asks for records and fetches packages. Safe for use by several threads.
 *
 * <pre>{@code
 * InsurerClient insurer = new InsurerClient(InsurerKeys.read(folder), FhirContext.forR4Cached(), clock, random);
 * Task task = insurer.submit(claim, "2026-000123-1");
 * URI link = insurer.link(insurer.read(task.getIdPart())).orElseThrow();   // shown to the patient
 * }</pre>
 */
public final class InsurerClient {
  private static final String OUTPUT = "https://claimexchange.org/fhir/CodeSystem/task-output";
  private static final int NOT_FOUND = 404;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration MARGIN = Duration.ofSeconds(15);

  private final InsurerKeys keys;
  private final FhirContext fhir;
  private final Clock clock;
  private final SecureRandom random;
  private final HttpClient http = HttpClient.newHttpClient();
  private Token token = new Token("", Instant.EPOCH);

  /** Nothing is asked yet. */
  public InsurerClient(InsurerKeys keys, FhirContext fhir, Clock clock, SecureRandom random) {
    this.keys = keys;
    this.fhir = fhir;
    this.clock = clock;
    this.random = random;
  }

  private record Token(String value, Instant until) {}

  /**
   * Asks for a claim's records.
   *
   * @param identifier new for each request; sending the same again is safe
   */
  public Task submit(Claim claim, String identifier) {
    return submit(fhir.newJsonParser().encodeResourceToString(task(claim, identifier)));
  }

  /** The Task of a claim, not sent. */
  public Task task(Claim claim, String identifier) {
    return ClaimTask.of(claim, keys.clientId(), identifier, clock.instant());
  }

  /** Sends a Task as it is. */
  public Task submit(String json) {
    return parse(
        send(
                fhirRequest("/Task")
                    .header("Content-Type", "application/fhir+json")
                    .POST(HttpRequest.BodyPublishers.ofString(json)),
                HttpResponse.BodyHandlers.ofString(),
                "POST Task")
            .body());
  }

  /** Where a request stands. */
  public Task read(String id) {
    return parse(
        send(fhirRequest("/Task/" + id).GET(), HttpResponse.BodyHandlers.ofString(), "GET Task")
            .body());
  }

  /** The one-time link to show to the patient; empty until the request stands on the ledger. */
  public Optional<URI> link(Task task) {
    return outputs(task, "link").stream()
        .findFirst()
        .map(output -> URI.create(output.getValue().primitiveValue()));
  }

  /** The number of the patient's receipt, which is the consent's id; empty before the grant. */
  public Optional<String> receiptNumber(Task task) {
    return outputs(task, "receipt-number").stream()
        .findFirst()
        .map(output -> output.getValue().primitiveValue());
  }

  /** Ids of the packages that wait to be fetched, or were fetched. */
  public List<String> packages(Task task) {
    return outputs(task, "claim-package").stream()
        .map(output -> task.castToReference(output.getValue()).getReference())
        .map(reference -> reference.substring(reference.lastIndexOf('/') + 1))
        .toList();
  }

  /**
   * Downloads the sealed package for this insurer's newest certificate and, beside it, what it
   * takes to verify it: the ledger's evidence of its delivery and, where the package has several
   * sealed files, their list.
   *
   * @param to the file; the others get its name with {@code .delivery.json} and {@code .files.json}
   */
  public void download(String id, Path to) throws IOException {
    fetch(id, "", to);
  }

  /**
   * As {@link #download(String, Path)}, the sealed file with this cipher.
   *
   * @param cipher {@code aes-256-gcm} or {@code sm4-gcm}
   */
  public void download(String id, String cipher, Path to) throws IOException {
    fetch(id, "?cipher=" + URLEncoder.encode(cipher, StandardCharsets.UTF_8), to);
  }

  private void fetch(String id, String choice, Path to) throws IOException {
    Path arriving = to.resolveSibling(to.getFileName() + ".part");
    send(
        packageRequest(id, choice).GET(),
        HttpResponse.BodyHandlers.ofFile(arriving),
        "GET package");
    Files.move(arriving, to, StandardCopyOption.REPLACE_EXISTING);
    Optional<String> files = files(id);
    if (files.isPresent()) {
      Files.writeString(list(to), files.get());
    } else {
      Files.deleteIfExists(list(to));
    }
    String nonce = Salt.fresh(random).value();
    String evidence =
        send(
                packageRequest(id, "/delivery?nonce=" + nonce).GET(),
                HttpResponse.BodyHandlers.ofString(),
                "GET delivery")
            .body();
    Files.writeString(
        to.resolveSibling(to.getFileName() + VerificationInput.DELIVERY_SUFFIX), evidence);
  }

  /** The list of a package's sealed files; empty where there is one file and so no list. */
  private Optional<String> files(String id) {
    try {
      return Optional.of(
          send(
                  packageRequest(id, "/files").GET(),
                  HttpResponse.BodyHandlers.ofString(),
                  "GET files")
              .body());
    } catch (InsurerException e) {
      if (e.status() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static Path list(Path sealed) {
    return sealed.resolveSibling(sealed.getFileName() + SealedFiles.SUFFIX);
  }

  /** Signs for a package that was downloaded and verified: for what the ledger has of it. */
  public void sign(String id, Path sealed) throws IOException {
    Path recorded = Files.exists(list(sealed)) ? list(sealed) : sealed;
    ReceiptBody body =
        new ReceiptBody(
            ReceiptBody.TYPE,
            id,
            Digest.of(Files.readAllBytes(recorded)),
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    handIn(id, jws(CanonicalJson.writeText(body)));
  }

  /** Hands in a receipt as it is. */
  public void handIn(String id, String receipt) {
    send(
        packageRequest(id, "/receipt")
            .header("Content-Type", "application/jose")
            .POST(HttpRequest.BodyPublishers.ofString(receipt)),
        HttpResponse.BodyHandlers.discarding(),
        "POST receipt");
  }

  private String jws(String payload) {
    try {
      JWK key = keys.signing();
      boolean ec = key instanceof ECKey;
      JWSAlgorithm algorithm =
          key instanceof ECKey curve
              ? ECDSA.resolveAlgorithm(curve.getCurve())
              : JWSAlgorithm.RS256;
      JWSSigner signer = ec ? new ECDSASigner(key.toECKey()) : new RSASSASigner((RSAKey) key);
      JWSObject jws = new JWSObject(new JWSHeader(algorithm), new Payload(payload));
      jws.sign(signer);
      return jws.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("the signing key cannot sign", e);
    }
  }

  private List<TaskOutputComponent> outputs(Task task, String code) {
    return task.getOutput().stream().filter(output -> has(output.getType(), code)).toList();
  }

  private static boolean has(CodeableConcept type, String code) {
    return type.hasCoding(OUTPUT, code);
  }

  private Task parse(String json) {
    return fhir.newJsonParser().parseResource(Task.class, json);
  }

  private HttpRequest.Builder fhirRequest(String path) {
    return authorized(URI.create(keys.fhir() + path)).header("Accept", "application/fhir+json");
  }

  private HttpRequest.Builder packageRequest(String id, String rest) {
    return authorized(keys.fhir().resolve("/packages/" + id + rest));
  }

  private HttpRequest.Builder authorized(URI address) {
    return HttpRequest.newBuilder(address).header("Authorization", "Bearer " + token());
  }

  private synchronized String token() {
    if (!clock.instant().isBefore(token.until())) {
      token = fetchToken();
    }
    return token.value();
  }

  private Token fetchToken() {
    String scope = "system/Task.cru system/DocumentReference.rs";
    String form =
        "grant_type=client_credentials&scope="
            + URLEncoder.encode(scope, StandardCharsets.UTF_8)
            + "&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer"
            + "&client_assertion="
            + assertion();
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(keys.token())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)),
            HttpResponse.BodyHandlers.ofString(),
            "POST token");
    try {
      var json = new ObjectMapper().readTree(answer.body());
      Duration life = Duration.ofSeconds(json.path("expires_in").asLong()).minus(MARGIN);
      return new Token(json.path("access_token").asText(), clock.instant().plus(life));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String assertion() {
    Instant now = clock.instant();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(keys.clientId())
            .subject(keys.clientId())
            .audience(keys.token().toString())
            .jwtID(Salt.fresh(random).value())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(Duration.ofMinutes(2))))
            .build();
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES384).keyID(keys.client().getKeyID()).build(),
            claims);
    try {
      jwt.sign(new ECDSASigner(keys.client()));
    } catch (JOSEException e) {
      throw new IllegalStateException("the client key must be EC P-384", e);
    }
    return jwt.serialize();
  }

  private <T> HttpResponse<T> send(
      HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler, String what) {
    try {
      HttpResponse<T> answer = http.send(request.timeout(PATIENCE).build(), handler);
      if (answer.statusCode() >= 300) {
        throw new InsurerException(answer.statusCode(), what);
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(what, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InsurerException(0, what + " was interrupted");
    }
  }
}
