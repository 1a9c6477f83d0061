package org.claimexchange.samples.hospital;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Makes requests fail in the way that is switched on. */
final class FaultFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private final transient Faults faults;
  private final transient SpoiledBundles spoiled;

  FaultFilter(Faults faults, SpoiledBundles spoiled) {
    this.faults = faults;
    this.spoiled = spoiled;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var endless = spoiled.endlessPage(request);
    if (endless.isPresent()) {
      send(response, endless.get());
      return;
    }
    var fault = faults.take(request.getRequestURI());
    if (fault.isEmpty()) {
      chain.doFilter(request, response);
      return;
    }
    fail(fault.get(), request, response, chain);
  }

  private void fail(
      Fault fault, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    switch (fault.kind()) {
      case DOWN -> Outcomes.write(response, 503, "transient", "down");
      case SLOW -> {
        pause(fault.delayMillis());
        chain.doFilter(request, response);
      }
      case UNAUTHORIZED -> {
        response.setHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
        Outcomes.write(response, 401, "login", "the token is no longer valid");
      }
      case TOO_MANY_REQUESTS -> {
        response.setIntHeader("Retry-After", fault.retryAfterSeconds());
        Outcomes.write(response, 429, "throttled", "too many requests");
      }
      case SERVER_ERROR -> Outcomes.write(response, 500, "exception", "internal error");
      case ENDLESS_PAGES ->
          send(response, spoiled.firstEndlessPage(request, answer(request, response, chain)));
      case MALFORMED_JSON -> {
        var whole = answer(request, response, chain);
        send(response, Arrays.copyOf(whole, whole.length / 2));
      }
      case HUGE_JSON -> sendHuge(response, fault.bytes());
      case OTHER_PATIENT ->
          send(response, spoiled.withOtherPatient(answer(request, response, chain)));
    }
  }

  private static byte[] answer(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var captured = new CapturedResponse(response);
    chain.doFilter(new PlainRequest(request), captured);
    return captured.body();
  }

  private static void send(HttpServletResponse response, byte[] body) throws IOException {
    response.setContentType("application/fhir+json;charset=UTF-8");
    response.getOutputStream().write(body);
  }

  private static void sendHuge(HttpServletResponse response, long bytes) throws IOException {
    response.setContentType("application/fhir+json;charset=UTF-8");
    var out = response.getOutputStream();
    out.write(
        "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"id\":\""
            .getBytes(StandardCharsets.US_ASCII));
    var block = new byte[64 * 1024];
    Arrays.fill(block, (byte) 'x');
    for (long sent = 0; sent < bytes; sent += block.length) {
      out.write(block);
    }
    out.write("\"}".getBytes(StandardCharsets.US_ASCII));
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
