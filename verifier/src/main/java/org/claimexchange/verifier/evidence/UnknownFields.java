package org.claimexchange.verifier.evidence;

import com.google.protobuf.Message;
import java.util.Collection;
import java.util.List;

/** Finds fields that this version of the protocol does not know, at any depth. */
final class UnknownFields {

  private UnknownFields() {}

  static boolean anyIn(Message message) {
    return !message.getUnknownFields().asMap().isEmpty()
        || message.getAllFields().values().stream().anyMatch(UnknownFields::inValue);
  }

  private static boolean inValue(Object value) {
    Collection<?> values = value instanceof Collection<?> many ? many : List.of(value);
    return values.stream().anyMatch(one -> one instanceof Message inner && anyIn(inner));
  }
}
