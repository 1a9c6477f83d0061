package org.claimexchange.server.request;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.claimexchange.model.json.CanonicalJson;

/** The codes of the model's enums, as they stand in its JSON. */
final class Codes {
  private Codes() {}

  /** The value of a code; empty for one that is none. */
  static <E extends Enum<E>> Optional<E> read(Class<E> type, String code) {
    return Arrays.stream(type.getEnumConstants()).filter(e -> of(e).equals(code)).findFirst();
  }

  /** The code of a value. */
  static String of(Enum<?> value) {
    return CanonicalJson.tree(value).asText();
  }

  /** All codes. */
  static <E extends Enum<E>> List<String> all(Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).map(Codes::of).toList();
  }
}
