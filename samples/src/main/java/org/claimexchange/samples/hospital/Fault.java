package org.claimexchange.samples.hospital;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A way in which the hospital fails on purpose.
 *
 * @param kind how
 * @param path only requests whose path begins so; {@code /fhir} if blank
 * @param times for how many requests; 0 means until it is cleared
 * @param delayMillis how long {@code SLOW} waits
 * @param retryAfterSeconds what {@code TOO_MANY_REQUESTS} asks for
 * @param bytes how much {@code HUGE_JSON} sends at least
 */
public record Fault(
    Kind kind, String path, int times, int delayMillis, int retryAfterSeconds, long bytes) {

  /** Kinds of failure. */
  public enum Kind {
    /** Nobody listens at the port. */
    @JsonProperty("down")
    DOWN,
    /** The answer comes late. */
    @JsonProperty("slow")
    SLOW,
    /** 401, as if the token had been withdrawn. */
    @JsonProperty("unauthorized")
    UNAUTHORIZED,
    /** 429 with Retry-After. */
    @JsonProperty("too-many-requests")
    TOO_MANY_REQUESTS,
    /** 500. */
    @JsonProperty("server-error")
    SERVER_ERROR,
    /** Each page of a search names a next one, with new records. */
    @JsonProperty("endless-pages")
    ENDLESS_PAGES,
    /** The JSON breaks off in the middle. */
    @JsonProperty("malformed-json")
    MALFORMED_JSON,
    /** The answer is right, but larger than anyone should read. */
    @JsonProperty("huge-json")
    HUGE_JSON,
    /** A search's answer holds one record of another patient. */
    @JsonProperty("other-patient")
    OTHER_PATIENT
  }

  /** Fills in what was left out. */
  public Fault {
    path = path == null || path.isBlank() ? "/fhir" : path;
    delayMillis = delayMillis == 0 ? 5_000 : delayMillis;
    retryAfterSeconds = retryAfterSeconds == 0 ? 1 : retryAfterSeconds;
    bytes = bytes == 0 ? 64L * 1024 * 1024 : bytes;
  }

  /** A failure until it is cleared, with the usual figures. */
  public static Fault of(Kind kind) {
    return new Fault(kind, "", 0, 0, 0, 0);
  }

  /** The same for so many requests only. */
  public Fault times(int requests) {
    return new Fault(kind, path, requests, delayMillis, retryAfterSeconds, bytes);
  }

  /** The same with another delay. */
  public Fault delay(int millis) {
    return new Fault(kind, path, times, millis, retryAfterSeconds, bytes);
  }

  /** The same with another size. */
  public Fault size(long least) {
    return new Fault(kind, path, times, delayMillis, retryAfterSeconds, least);
  }

  /** The same for paths that begin so. */
  public Fault at(String prefix) {
    return new Fault(kind, prefix, times, delayMillis, retryAfterSeconds, bytes);
  }
}
