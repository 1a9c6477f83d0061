package org.claimexchange.chaincode.identity;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.claimexchange.model.json.CanonicalJson;

/** Claims of a token, read strictly: a repeated or mistyped claim is no claim. */
final class Claims {
  private static final long LATEST_SECOND = 253_402_300_799L;

  private final JsonNode payload;

  private Claims(JsonNode payload) {
    this.payload = payload;
  }

  /**
   * @throws org.claimexchange.model.json.MalformedJsonException if it is not JSON or a member is
   *     repeated
   */
  static Claims read(byte[] json) {
    return new Claims(CanonicalJson.read(json, JsonNode.class));
  }

  Optional<String> text(String name) {
    JsonNode value = payload.get(name);
    return value != null && value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
  }

  boolean has(String name) {
    return payload.has(name);
  }

  /** A NumericDate (RFC 7519, section 2); fractions are cut off. */
  Optional<Instant> time(String name) {
    JsonNode value = payload.get(name);
    if (value == null || !value.isNumber() || !value.canConvertToLong()) {
      return Optional.empty();
    }
    long seconds = value.longValue();
    return seconds >= 0 && seconds <= LATEST_SECOND
        ? Optional.of(Instant.ofEpochSecond(seconds))
        : Optional.empty();
  }

  /** The audiences; none where one of them is not text. */
  List<String> audiences() {
    JsonNode value = payload.get("aud");
    if (value == null) {
      return List.of();
    }
    if (value.isTextual()) {
      return List.of(value.textValue());
    }
    List<String> audiences = new ArrayList<>();
    for (JsonNode one : value) {
      if (!one.isTextual()) {
        return List.of();
      }
      audiences.add(one.textValue());
    }
    return List.copyOf(audiences);
  }
}
