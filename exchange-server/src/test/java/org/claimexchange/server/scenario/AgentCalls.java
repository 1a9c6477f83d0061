package org.claimexchange.server.scenario;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.claimexchange.model.evidence.SessionGrant;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.source.AwaitedRelease;
import org.claimexchange.model.source.AwaitedReleases;
import org.claimexchange.model.source.DocumentList;
import org.claimexchange.model.source.SourceDocument;

/** A source's agent, call by call, so that each can be wrong. */
final class AgentCalls {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  static final String SCOPE = "system/source";
  static final String NONCE = "AAAAAAAAAAAAAAAAAAAAAA";

  private final RunningExchange exchange;
  private final String source;

  AgentCalls(RunningExchange exchange, String source) {
    this.exchange = exchange;
    this.source = source;
  }

  /** A token of this source. */
  String token() throws Exception {
    String body = askForToken(SCOPE).body();
    int start = body.indexOf("\"access_token\":\"") + "\"access_token\":\"".length();
    return body.substring(start, body.indexOf('"', start));
  }

  HttpResponse<String> askForToken(String scope) throws Exception {
    ECKey key =
        ECKey.parse(
            Files.readString(exchange.handover().resolve(source).resolve("client-key.jwk")));
    String endpoint = exchange.uri("/oauth2/token").toString();
    Instant now = Instant.now();
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES384).keyID(key.getKeyID()).build(),
            new JWTClaimsSet.Builder()
                .issuer(source)
                .subject(source)
                .audience(endpoint)
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofMinutes(2))))
                .build());
    jwt.sign(new ECDSASigner(key));
    String form =
        "grant_type=client_credentials&scope="
            + URLEncoder.encode(scope, StandardCharsets.UTF_8)
            + "&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer"
            + "&client_assertion="
            + jwt.serialize();
    return HTTP.send(
        HttpRequest.newBuilder(exchange.uri("/oauth2/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** What waits for it: the first of it, if there is much. */
  List<AwaitedRelease> awaited() throws Exception {
    HttpResponse<byte[]> answer = send(HttpRequest.newBuilder(exchange.uri("/agent/releases")));
    return CanonicalJson.read(answer.body(), AwaitedReleases.class).releases();
  }

  /** What waits behind a place. */
  HttpResponse<byte[]> awaited(String after) throws Exception {
    return send(HttpRequest.newBuilder(exchange.uri("/agent/releases?after=" + after)));
  }

  /** A session; fails where none is given. */
  String session(String release) throws Exception {
    return evidence(release, 0).headers().firstValue(SessionGrant.HEADER).orElseThrow();
  }

  HttpResponse<byte[]> evidence(String release, int part) throws Exception {
    return send(
        HttpRequest.newBuilder(at(release, part, "evidence"))
            .POST(BodyPublishers.ofString("{\"nonce\":\"" + NONCE + "\"}")));
  }

  HttpResponse<byte[]> put(String release, String session, OwnFile file) throws Exception {
    return put(release, session, file.about(), file.bytes());
  }

  HttpResponse<byte[]> put(String release, String session, SourceDocument about, byte[] bytes)
      throws Exception {
    return send(
        HttpRequest.newBuilder(at(release, 0, "documents/" + about.document()))
            .header(SessionGrant.HEADER, session)
            .header(
                "Source-Document",
                Base64.getUrlEncoder().withoutPadding().encodeToString(CanonicalJson.write(about)))
            .PUT(BodyPublishers.ofByteArray(bytes)));
  }

  /** A file under the header {@code Source-Document} as it is given; without it if it is empty. */
  HttpResponse<byte[]> putUnder(String release, String session, String about, byte[] bytes)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(at(release, 0, "documents/fees"))
            .header(SessionGrant.HEADER, session)
            .PUT(BodyPublishers.ofByteArray(bytes));
    return send(about.isEmpty() ? request : request.header("Source-Document", about));
  }

  HttpResponse<byte[]> end(String session, DocumentList list) throws Exception {
    return end(list.release(), session, CanonicalJson.write(list));
  }

  HttpResponse<byte[]> end(String release, String session, byte[] list) throws Exception {
    return send(
        HttpRequest.newBuilder(at(release, 0, "documents"))
            .header(SessionGrant.HEADER, session)
            .POST(BodyPublishers.ofByteArray(list)));
  }

  private java.net.URI at(String release, int part, String what) {
    return exchange.uri("/agent/releases/" + release + "/" + part + "/" + what);
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
    return HTTP.send(
        request.header("Authorization", "Bearer " + token()).build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }
}
