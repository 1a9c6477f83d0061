package org.claimexchange.verifier.trace;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All kinds of transactions that can be told; a new one is one more line here. */
final class StepKinds {
  private final Map<String, StepKind<?, ?>> kinds =
      List.<StepKind<?, ?>>of(
              new InitializeStep(),
              new RegisterStep(),
              new RequestStep(),
              new RefuseStep(),
              new GrantStep(),
              new ReleaseStep(),
              new DeliveryStep(),
              new ReceiptStep(),
              new RevokeStep(),
              new ErasureStep(),
              new ObjectionStep(),
              new AnswerStep())
          .stream()
          .collect(Collectors.toMap(kind -> kind.function(), Function.identity()));

  Optional<StepKind<?, ?>> of(String function) {
    return Optional.ofNullable(kinds.get(function));
  }
}
