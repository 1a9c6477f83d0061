package org.claimexchange.server.regulator.verification;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.claimexchange.model.consent.ConsentFile;
import org.claimexchange.model.consent.ConsentState;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.ShownText;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Opening;
import org.claimexchange.model.request.RequestBody;
import org.claimexchange.model.request.RequestState;
import org.claimexchange.server.register.TemplateText;

/** Whether what was signed is what stands on the ledger, and was shown. */
final class StatementChecks {
  private StatementChecks() {}

  static Verdict statement(ConsentFile file, ConsentState state) {
    Digest found = file.statement().digest();
    boolean same =
        found.matches(state.statement())
            && file.statement().consent().equals(state.consent())
            && file.statement().request().equals(state.request());
    return same
        ? Verdict.holds(found.value())
        : Verdict.fails(Reason.DIGEST_DIFFERS, state.statement().value(), found.value());
  }

  static Verdict openings(ConsentFile file) {
    return file.openings().open(file.statement())
        ? Verdict.holds(Integer.toString(7 + file.openings().parts().size()))
        : Verdict.fails(Reason.OPENINGS_DIFFER);
  }

  static Verdict text(ConsentFile file) {
    Digest signed = file.openings().shown().value().text();
    Digest found = Digest.of(file.text().getBytes(StandardCharsets.UTF_8));
    return found.matches(signed)
        ? Verdict.holds(found.value())
        : Verdict.fails(Reason.DIGEST_DIFFERS, signed.value(), found.value());
  }

  static Verdict template(ConsentFile file, Optional<TemplateText> registered) {
    ShownText shown = file.openings().shown().value();
    return registered
        .filter(template -> template.language().equals(shown.language()))
        .map(template -> {
          Digest found = Digest.of(template.text().getBytes(StandardCharsets.UTF_8));
          Digest entry = template.entry().entry().template();
          return found.matches(entry)
              ? Verdict.holds(template.id())
              : Verdict.fails(Reason.DIGEST_DIFFERS, entry.value(), found.value());
        })
        .orElseGet(() -> Verdict.fails(Reason.TEMPLATE_UNKNOWN, shown.template()));
  }

  static Verdict request(ConsentFile file, RequestBody body, Optional<RequestState> state) {
    Digest found = body.digest();
    if (state.isEmpty()) {
      return Verdict.fails(Reason.NOT_ON_BOTH_SIDES, body.request());
    }
    if (!found.matches(state.get().body())) {
      return Verdict.fails(Reason.DIGEST_DIFFERS, state.get().body().value(), found.value());
    }
    boolean narrower =
        body.recipients().containsAll(file.openings().recipients().value())
            && body.purpose() == file.openings().purpose().value()
            && body.subject().equals(file.openings().subject().value().id())
            && file.openings().parts().stream()
                .map(Opening::value)
                .allMatch(part -> covered(part, body.parts()));
    return narrower ? Verdict.holds(body.request()) : Verdict.fails(Reason.WIDER_THAN_REQUEST);
  }

  static Verdict proof(ConsentFile file, ConsentState state) {
    Digest found = file.proof().hidden(file.proofSalt());
    return found.matches(state.proof())
        ? Verdict.holds(found.value())
        : Verdict.fails(Reason.DIGEST_DIFFERS, state.proof().value(), found.value());
  }

  private static boolean covered(Part part, List<Part> asked) {
    return asked.stream().anyMatch(wider -> wider.covers(part));
  }
}
