package org.claimexchange.fhir.scope;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;

/**
 * Tells whether a record that comes twice says the same twice, without either being held: half of a
 * SHA-256 over its elements and their values. It is compared, never shown.
 */
record ContentDigest(long high, long low) {
  private static final int DEEPEST = 128;

  static ContentDigest of(Resource resource) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      add(sha256, "id", String.valueOf(resource.getIdElement().getValue()));
      children(sha256, resource, 0);
      var digest = ByteBuffer.wrap(sha256.digest());
      return new ContentDigest(digest.getLong(), digest.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static void children(MessageDigest sha256, Base parent, int depth) {
    for (Property property : parent.children()) {
      for (Base value : property.getValues()) {
        add(sha256, property.getName(), value.fhirType());
        if (value.isPrimitive()) {
          add(sha256, "value", String.valueOf(value.primitiveValue()));
        }
        if (depth < DEEPEST) {
          children(sha256, value, depth + 1);
        }
        sha256.update((byte) 0xFF);
      }
    }
  }

  /** Both end where no UTF-8 goes on, so that no two pairs look alike. */
  private static void add(MessageDigest sha256, String name, String value) {
    sha256.update(name.getBytes(StandardCharsets.UTF_8));
    sha256.update((byte) 0xFE);
    sha256.update(value.getBytes(StandardCharsets.UTF_8));
    sha256.update((byte) 0xFE);
  }
}
