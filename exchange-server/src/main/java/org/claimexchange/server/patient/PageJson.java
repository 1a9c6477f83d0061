package org.claimexchange.server.patient;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import org.claimexchange.model.json.CanonicalJson;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * JSON between page and exchange: read with a limit and strictly, as everything that is signed;
 * written in the one form, never cached.
 */
final class PageJson {
  /** The largest body taken, in bytes: a grant with its tokens and text has some 20 KB. */
  static final int MAX_BYTES = 256 * 1024;

  private PageJson() {}

  /**
   * The request's body.
   *
   * @throws PatientProblemException if it is too large
   * @throws org.claimexchange.model.json.MalformedJsonException if it is anything else
   */
  static <T> T read(HttpServletRequest request, Class<T> type) throws IOException {
    if (request.getContentLengthLong() > MAX_BYTES) {
      throw new PatientProblemException(PatientProblem.TOO_LARGE);
    }
    try (InputStream in = request.getInputStream()) {
      byte[] body = in.readNBytes(MAX_BYTES + 1);
      if (body.length > MAX_BYTES) {
        throw new PatientProblemException(PatientProblem.TOO_LARGE);
      }
      return CanonicalJson.read(body, type);
    }
  }

  /** An answer. */
  static ResponseEntity<byte[]> answer(Object value) {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .cacheControl(CacheControl.noStore())
        .body(CanonicalJson.write(value));
  }
}
