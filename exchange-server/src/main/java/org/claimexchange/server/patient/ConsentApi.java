package org.claimexchange.server.patient;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import org.claimexchange.model.consent.GrantorProof;
import org.claimexchange.model.consent.WithdrawalStatement;
import org.claimexchange.model.person.Person;
import org.claimexchange.server.consent.ActOutcome;
import org.claimexchange.server.consent.ConsentView;
import org.claimexchange.server.consent.Consents;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a person granted: progress, history, withdrawal. */
@RestController
@RequestMapping("/h5/api/consents")
class ConsentApi {
  private final Sessions sessions;
  private final ProviderTokens tokens;
  private final Readers readers;
  private final Consents consents;

  ConsentApi(Sessions sessions, ProviderTokens tokens, Readers readers, Consents consents) {
    this.sessions = sessions;
    this.tokens = tokens;
    this.readers = readers;
    this.consents = consents;
  }

  /** All, newest first. */
  @GetMapping
  ResponseEntity<byte[]> all(
      @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization,
      @RequestParam(defaultValue = "zh-CN") String language) {
    Person person = sessions.person(authorization);
    Words words = new Words(Language.exactly(language));
    return PageJson.answer(
        Map.of(
            "consents",
            consents.ofGrantor(person.id()).stream().map(view -> json(view, words)).toList()));
  }

  /** One. */
  @GetMapping("/{id}")
  ResponseEntity<byte[]> one(
      @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization,
      @PathVariable String id,
      @RequestParam(defaultValue = "zh-CN") String language) {
    Person person = sessions.person(authorization);
    Words words = new Words(Language.exactly(language));
    return PageJson.answer(json(find(id, person), words));
  }

  /** A signed withdrawal. The provider's token in it says who hands it in. */
  @PostMapping("/{id}/withdraw")
  ResponseEntity<byte[]> withdraw(@PathVariable String id, HttpServletRequest request)
      throws IOException {
    SignedWithdrawal signed = PageJson.read(request, SignedWithdrawal.class);
    Person person = tokens.check(signed.proof().idToken(), signed.proof().identity()).person();
    ConsentView view = find(id, person);
    if (!signed.statement().consent().equals(id)
        || !signed.statement().statement().matches(view.statement().digest())) {
      throw new PatientProblemException(PatientProblem.NOT_WITHDRAWN, "statement");
    }
    return switch (consents.withdraw(id, signed.statement(), signed.proof())) {
      case ActOutcome.Done done ->
          PageJson.answer(
              Map.of(
                  "state", "withdrawn",
                  "transactionId", done.transactionId(),
                  "at", done.at()));
      case ActOutcome.Pending _ -> PageJson.answer(Map.of("state", "pending"));
      case ActOutcome.NotOpen _ ->
          throw new PatientProblemException(PatientProblem.NOT_FOUND, "not open");
      case ActOutcome.Refused refused ->
          throw new PatientProblemException(
              PatientProblem.NOT_WITHDRAWN, refused.reason().code().name());
    };
  }

  private ConsentView find(String id, Person person) {
    return consents
        .find(id, person.id())
        .orElseThrow(() -> new PatientProblemException(PatientProblem.NOT_FOUND));
  }

  private ConsentJson json(ConsentView view, Words words) {
    String claimNumber =
        readers.find(view.request()).map(found -> found.facts().claimNumber()).orElse("");
    return ConsentJson.of(view, claimNumber, words);
  }

  /**
   * A withdrawal.
   *
   * @param statement what was signed
   * @param proof token, key and signature
   */
  record SignedWithdrawal(WithdrawalStatement statement, GrantorProof proof) {
    @Override
    public String toString() {
      return "SignedWithdrawal[…]";
    }
  }
}
