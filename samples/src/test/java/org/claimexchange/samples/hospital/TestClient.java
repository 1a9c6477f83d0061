package org.claimexchange.samples.hospital;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** What a client of a hospital does, over real HTTP. */
final class TestClient {
  static final String ID = "claim-exchange";

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final ObjectMapper json = new ObjectMapper();
  private final ECKey key;

  TestClient() throws JOSEException {
    this.key = new ECKeyGenerator(Curve.P_384).keyID("exchange-1").generate();
  }

  HospitalConfig register(Path folder, String participant, String name, String data)
      throws IOException {
    var jwks = folder.resolve("exchange-jwks.json");
    Files.writeString(jwks, new JWKSet(key.toPublicJWK()).toString());
    return new HospitalConfig(
        participant, name, 0, 0, data, new HospitalConfig.Client(ID, jwks), null, null);
  }

  JWTClaimsSet.Builder claims(String audience) {
    return new JWTClaimsSet.Builder()
        .issuer(ID)
        .subject(ID)
        .audience(audience)
        .jwtID(UUID.randomUUID().toString())
        .expirationTime(Date.from(Instant.now().plusSeconds(240)));
  }

  String assertion(JWTClaimsSet claims) throws JOSEException {
    return assertion(claims, key);
  }

  String assertion(JWTClaimsSet claims, ECKey signer) throws JOSEException {
    var jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES384).keyID(signer.getKeyID()).build(), claims);
    jwt.sign(new ECDSASigner(signer));
    return jwt.serialize();
  }

  HttpResponse<String> askToken(Hospital hospital, String assertion) throws Exception {
    var form =
        "grant_type=client_credentials&scope="
            + encoded("system/*.rs")
            + "&client_assertion_type="
            + encoded("urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
            + "&client_assertion="
            + encoded(assertion);
    return http.send(
        HttpRequest.newBuilder(URI.create(hospital.baseUrl() + "/oauth2/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  String token(Hospital hospital) throws Exception {
    var response =
        askToken(hospital, assertion(claims(hospital.baseUrl() + "/oauth2/token").build()));
    return json.readTree(response.body()).get("access_token").asText();
  }

  HttpResponse<String> get(String url, String token) throws Exception {
    return get(url, request -> request.header("Authorization", "Bearer " + token));
  }

  HttpResponse<String> get(String url, Consumer<HttpRequest.Builder> with) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20)).GET();
    with.accept(request);
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> send(HttpRequest request) throws Exception {
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  JsonNode json(HttpResponse<String> response) throws IOException {
    return json.readTree(response.body());
  }

  JsonNode search(Hospital hospital, String token, String query) throws Exception {
    var response = get(hospital.fhirUrl() + "/" + query, token);
    if (response.statusCode() != 200) {
      throw new AssertionError(query + ": " + response.statusCode() + " " + response.body());
    }
    return json(response);
  }

  /** The resources of all pages, at most so many pages. */
  List<JsonNode> all(Hospital hospital, String token, String query, int pages) throws Exception {
    var found = new ArrayList<JsonNode>();
    var bundle = search(hospital, token, query);
    for (int page = 1; page <= pages; page++) {
      bundle.path("entry").forEach(entry -> found.add(entry.get("resource")));
      var next = next(bundle);
      if (next.isEmpty()) {
        return found;
      }
      bundle = json(get(next, token));
    }
    throw new AssertionError("more than " + pages + " pages");
  }

  static String next(JsonNode bundle) {
    for (var link : bundle.path("link")) {
      if (link.path("relation").asText().equals("next")) {
        return link.path("url").asText();
      }
    }
    return "";
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
