package org.claimexchange.server.sealing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import org.claimexchange.verifier.sample.Authority;

/** A time-stamp authority over real HTTP, made with Bouncy Castle; it can be told to do wrong. */
final class SampleTimestampAuthority implements AutoCloseable {

  /** What it does with a request. */
  enum Conduct {
    RIGHT,
    STAMPS_SOMETHING_ELSE,
    REFUSES,
    FAILS,
    FLOODS,
    REDIRECTS,
    BABBLES,
    /** Says that an answer comes, and falls silent. */
    STALLS
  }

  final Authority root = Authority.root("C=CN,O=示范时间戳机构,CN=time root", SamplePackage.NOW);
  final AtomicInteger asked = new AtomicInteger();
  volatile Conduct conduct = Conduct.RIGHT;
  volatile Instant time = SamplePackage.NOW.plusSeconds(1);
  volatile Authority.Holder signer =
      root.signerFor("C=CN,CN=TSU 1", SamplePackage.NOW, KeyPurposeId.id_kp_timeStamping);

  private final HttpServer server;

  SampleTimestampAuthority() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/tsa",
        exchange -> {
          asked.incrementAndGet();
          byte[] request = exchange.getRequestBody().readAllBytes();
          boolean isQuery =
              "application/timestamp-query"
                  .equals(exchange.getRequestHeaders().getFirst("Content-Type"));
          byte[] answer = isQuery ? answer(request) : new byte[0];
          exchange.getResponseHeaders().set("Content-Type", "application/timestamp-reply");
          exchange.getResponseHeaders().set("Location", "http://localhost:1/");
          if (conduct == Conduct.STALLS) {
            exchange.sendResponseHeaders(status(), 100);
            exchange.getResponseBody().flush();
            return;
          }
          exchange.sendResponseHeaders(status(), answer.length);
          try (var out = exchange.getResponseBody()) {
            out.write(answer);
          }
        });
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/tsa");
  }

  private int status() {
    return switch (conduct) {
      case FAILS -> 503;
      case REDIRECTS -> 302;
      case RIGHT, STAMPS_SOMETHING_ELSE, REFUSES, FLOODS, BABBLES, STALLS -> 200;
    };
  }

  private byte[] answer(byte[] request) {
    try {
      return switch (conduct) {
        case RIGHT -> stamp(new TimeStampRequest(request));
        case STAMPS_SOMETHING_ELSE -> {
          byte[] other = request.clone();
          // The imprint is the only octet string of 32 bytes in a request.
          for (int i = 0; i + 1 < other.length; i++) {
            if (other[i] == 4 && other[i + 1] == 32) {
              other[i + 2] ^= 1;
            }
          }
          yield stamp(new TimeStampRequest(other));
        }
        case REFUSES ->
            new TimeStampResponseGenerator(generator(), TSPAlgorithms.ALLOWED)
                .generateFailResponse(2, 4, "busy")
                .getEncoded();
        case FAILS, REDIRECTS, STALLS -> new byte[0];
        case FLOODS -> new byte[1 << 20];
        case BABBLES -> "time is money".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
      };
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] stamp(TimeStampRequest request) throws Exception {
    return new TimeStampResponseGenerator(generator(), TSPAlgorithms.ALLOWED)
        .generate(request, BigInteger.valueOf(asked.get()), Date.from(time))
        .getEncoded();
  }

  private TimeStampTokenGenerator generator() throws Exception {
    X509Certificate certificate = signer.certificate();
    TimeStampTokenGenerator generator =
        new TimeStampTokenGenerator(
            new JcaSimpleSignerInfoGeneratorBuilder()
                .build("SHA256withECDSA", signer.keys().getPrivate(), certificate),
            new JcaDigestCalculatorProviderBuilder()
                .build()
                .get(new org.bouncycastle.asn1.x509.AlgorithmIdentifier(TSPAlgorithms.SHA256)),
            new ASN1ObjectIdentifier("1.2.3.4.1"));
    generator.addCertificates(new JcaCertStore(List.of(certificate)));
    return generator;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
