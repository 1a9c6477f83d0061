package org.claimexchange.samples.hospital;

import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IPagingProvider;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.claimexchange.guard.GuardSession;
import org.claimexchange.guard.ReleaseFilter;
import org.jspecify.annotations.Nullable;

/**
 * Further pages of an answer, under random tokens that only the asker of the first page may follow.
 */
final class OpaquePages implements IPagingProvider {
  /** The request attribute that says who asks; pages are handed to nobody else. */
  static final String ASKER = "org.claimexchange.samples.asker";

  static final int DEFAULT_PAGE = 50;
  static final int LARGEST_PAGE = 200;
  private static final int KEPT = 500;
  private static final Duration LIFE = Duration.ofMinutes(10);

  private record Kept(IBundleProvider answer, String asker, Instant until) {}

  private final Map<String, Kept> kept =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
          return size() > KEPT;
        }
      };
  private final SecureRandom random;
  private final Clock clock;

  OpaquePages(SecureRandom random, Clock clock) {
    this.random = random;
    this.clock = clock;
  }

  @Override
  public int getDefaultPageSize() {
    return DEFAULT_PAGE;
  }

  @Override
  public int getMaximumPageSize() {
    return LARGEST_PAGE;
  }

  @Override
  public boolean canStoreSearchResults() {
    return true;
  }

  @Override
  public synchronized String storeResultList(
      @Nullable RequestDetails request, IBundleProvider answer) {
    var bytes = new byte[16];
    random.nextBytes(bytes);
    var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    kept.put(token, new Kept(answer, asker(request), clock.instant().plus(LIFE)));
    return token;
  }

  @Override
  public synchronized IBundleProvider retrieveResultList(
      @Nullable RequestDetails request, String token) {
    var found = kept.get(token);
    if (found == null
        || found.until().isBefore(clock.instant())
        || !found.asker().equals(asker(request))) {
      throw new ResourceGoneException("this page is gone: search again");
    }
    return found.answer();
  }

  private static String asker(@Nullable RequestDetails request) {
    if (!(request instanceof ServletRequestDetails details)) {
      return "";
    }
    var servletRequest = details.getServletRequest();
    // Under a guard pages go on with the pull, also after fresh evidence opened another session.
    if (servletRequest.getAttribute(ReleaseFilter.SESSION) instanceof GuardSession session) {
      return session.pull();
    }
    return servletRequest.getAttribute(ASKER) instanceof String asker ? asker : "";
  }
}
