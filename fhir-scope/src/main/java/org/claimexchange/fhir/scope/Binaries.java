package org.claimexchange.fhir.scope;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.claimexchange.fhir.read.Answer;
import org.claimexchange.fhir.read.MalformedAnswerException;
import org.hl7.fhir.r4.model.Binary;

/** The attachments' bytes, fetched from their page when they are wanted; one page's are held. */
final class Binaries {
  private final Answer answer;
  private final AnswerFacts facts;
  private final Map<String, Binary> ofPage = new HashMap<>();
  private int page = -1;

  Binaries(Answer answer, AnswerFacts facts) {
    this.answer = answer;
    this.facts = facts;
  }

  /**
   * The bytes of a Binary that came.
   *
   * @throws UnreadableException if its page cannot be read any more
   */
  Optional<Binary> find(String key) {
    int wanted = facts.page(key);
    if (wanted != page) {
      ofPage.clear();
      page = wanted;
      try {
        answer.read(
            page,
            resource -> {
              if (resource instanceof Binary binary) {
                ofPage.putIfAbsent(References.key(binary), binary);
              }
            });
      } catch (MalformedAnswerException e) {
        throw new UnreadableException(e);
      }
    }
    return Optional.ofNullable(ofPage.get(key));
  }

  /** Carries a page's defect past the writing of a copy. */
  static final class UnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final MalformedAnswerException defect;

    UnreadableException(MalformedAnswerException defect) {
      super(defect);
      this.defect = defect;
    }

    MalformedAnswerException defect() {
      return defect;
    }
  }
}
