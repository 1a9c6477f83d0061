package org.claimexchange.server.regulator.login;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;

/** Checks the embedded set-up's account; five wrong passwords in a minute close it for the rest. */
final class AccountLogin implements AuthenticationProvider {
  private static final int MOST_FAILURES = 5;
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final ConsoleAccount account;
  private final Clock clock;
  private final Deque<Instant> failures = new ArrayDeque<>();

  AccountLogin(ConsoleAccount account, Clock clock) {
    this.account = account;
    this.clock = clock;
  }

  @Override
  public synchronized Authentication authenticate(Authentication claimed) {
    Instant now = clock.instant();
    failures.removeIf(at -> at.isBefore(now.minus(WINDOW)));
    if (failures.size() >= MOST_FAILURES) {
      throw new LockedException("too many wrong passwords");
    }
    boolean name = same(account.username(), claimed.getName());
    boolean password = same(account.password(), String.valueOf(claimed.getCredentials()));
    if (!name || !password) {
      failures.addLast(now);
      throw new BadCredentialsException("wrong name or password");
    }
    return UsernamePasswordAuthenticationToken.authenticated(
        account.username(), "", AuthorityUtils.createAuthorityList("ROLE_" + ConsoleSecurity.ROLE));
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
  }

  private static boolean same(String expected, String found) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), found.getBytes(StandardCharsets.UTF_8));
  }
}
