package org.claimexchange.model.person;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** The documents that tell who a person is; the URI is also the FHIR {@code Identifier.system}. */
public enum IdSystem {
  /** 居民身份证. */
  RESIDENT_ID("urn:oid:2.16.156.10011.1.3"),
  /** 出生医学证明. */
  BIRTH_CERTIFICATE("urn:oid:2.16.156.10011.1.31"),
  /** 护照. */
  PASSPORT("urn:oid:2.16.156.10011.1.32"),
  /** 港澳台居民居住证. */
  HK_MO_TW_RESIDENCE_PERMIT("urn:oid:2.16.156.10011.1.33");

  private final String uri;

  IdSystem(String uri) {
    this.uri = uri;
  }

  /** The URI of the system. */
  @JsonValue
  public String uri() {
    return uri;
  }

  /**
   * The system of a URI.
   *
   * @throws IllegalArgumentException if there is none
   */
  @JsonCreator
  public static IdSystem ofUri(String uri) {
    return Arrays.stream(values())
        .filter(system -> system.uri.equals(uri))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown system of person identifiers"));
  }
}
