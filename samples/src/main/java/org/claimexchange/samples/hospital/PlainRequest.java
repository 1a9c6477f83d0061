package org.claimexchange.samples.hospital;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

/** A request that accepts no compression, so that its answer can be spoiled. */
final class PlainRequest extends HttpServletRequestWrapper {
  PlainRequest(HttpServletRequest request) {
    super(request);
  }

  @Override
  public @Nullable String getHeader(String name) {
    return name.equalsIgnoreCase("Accept-Encoding") ? null : super.getHeader(name);
  }
}
