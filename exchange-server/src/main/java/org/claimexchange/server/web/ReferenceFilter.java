package org.claimexchange.server.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request a reference of its own. What a caller sends is not taken: it could be
 * anything, and it would stand in the log.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ReferenceFilter extends OncePerRequestFilter {
  /** Crockford's alphabet: no letter that is taken for a digit when read aloud. */
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private static final int LENGTH = 10;

  private final SecureRandom random;

  ReferenceFilter(SecureRandom random) {
    this.random = random;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String reference = fresh();
    Reference.set(request, reference);
    response.setHeader(Reference.HEADER, reference);
    MDC.put(Reference.LOG_KEY, reference);
    try {
      chain.doFilter(request, response);
    } finally {
      MDC.remove(Reference.LOG_KEY);
    }
  }

  private String fresh() {
    StringBuilder text = new StringBuilder(LENGTH + 1);
    for (int i = 0; i < LENGTH; i++) {
      if (i == LENGTH / 2) {
        text.append('-');
      }
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }
}
