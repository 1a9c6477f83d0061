package org.claimexchange.server.patient;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.claimexchange.model.register.IdentityProvider;
import org.claimexchange.server.register.ParticipantFacts;
import org.claimexchange.server.register.Registers;
import org.claimexchange.server.setup.ExchangeProperties;
import org.claimexchange.server.web.QrCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the page may ask before anybody is logged in, and the login. */
@RestController
@RequestMapping("/h5/api")
class SessionApi {
  private static final int MAX_LINK = 400;

  private final Sessions sessions;
  private final ProviderTokens tokens;
  private final Registers registers;
  private final StatementText statements;
  private final PatientProperties properties;
  private final List<URI> pages;

  SessionApi(
      Sessions sessions,
      ProviderTokens tokens,
      Registers registers,
      StatementText statements,
      PatientProperties properties,
      ExchangeProperties exchange) {
    this.sessions = sessions;
    this.tokens = tokens;
    this.registers = registers;
    this.statements = statements;
    this.properties = properties;
    this.pages =
        Stream.concat(
                Stream.of(URI.create(exchange.publicUrl() + "/h5/")), properties.pages().stream())
            .toList();
  }

  /** Where to log in, and whom to call. */
  @GetMapping("/settings")
  ResponseEntity<byte[]> settings() {
    IdentityProvider provider = registers.provider().entry();
    ParticipantFacts platform = statements.platform();
    return PageJson.answer(
        Map.of(
            "provider",
            Map.of(
                "issuer",
                provider.issuer(),
                "clientId",
                provider.audiences().getFirst(),
                "name",
                Map.of(
                    Language.CHINESE.tag(),
                    properties.providerName(),
                    Language.ENGLISH.tag(),
                    properties.providerNameEnglish())),
            "platform",
            Map.of(
                "name",
                Map.of(
                    Language.CHINESE.tag(), platform.shortName(),
                    Language.ENGLISH.tag(), platform.shortName()),
                "phone",
                platform.phone()),
            "authority",
            Map.of("name", properties.authority(), "phone", properties.authorityPhone())));
  }

  /** A nonce for one login. */
  @PostMapping("/nonces")
  ResponseEntity<byte[]> nonce() {
    return PageJson.answer(Map.of("nonce", sessions.freshNonce()));
  }

  /** A session for a fresh token of the provider that answers a nonce of ours. */
  @PostMapping("/session")
  ResponseEntity<byte[]> start(HttpServletRequest request) throws IOException {
    Login login = PageJson.read(request, Login.class);
    ProviderTokens.Checked checked = tokens.check(login.idToken(), login.identity());
    if (!sessions.spend(checked.nonce())) {
      throw new PatientProblemException(PatientProblem.LOGIN_REFUSED, "nonce");
    }
    return PageJson.answer(sessions.start(checked.person()));
  }

  /** The QR code of a link to one of our pages: another phone may open it. */
  @PostMapping("/link-code")
  ResponseEntity<byte[]> linkCode(HttpServletRequest request) throws IOException {
    String link = PageJson.read(request, Link.class).link();
    boolean ours = pages.stream().anyMatch(page -> link.startsWith(page.toString()));
    if (!ours || link.length() > MAX_LINK) {
      throw new PatientProblemException(PatientProblem.MALFORMED, "not a link to our page");
    }
    return PageJson.answer(QrCode.of(link));
  }

  /**
   * A login.
   *
   * @param idToken compact JWS
   * @param identity compact JWS, or empty
   */
  record Login(String idToken, String identity) {
    @Override
    public String toString() {
      return "Login[…]";
    }
  }

  /**
   * A link.
   *
   * @param link with its fragment
   */
  record Link(String link) {
    @Override
    public String toString() {
      return "Link[…]";
    }
  }
}
