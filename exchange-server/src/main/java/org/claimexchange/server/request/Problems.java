package org.claimexchange.server.request;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with one Task, up to a limit. Not safe for several threads. */
final class Problems {
  private static final int MOST = 50;

  private final List<RequestProblem> found = new ArrayList<>();

  void add(RequestProblem.Kind kind, String expression, String sentence) {
    if (found.size() < MOST) {
      found.add(new RequestProblem(kind, expression, sentence));
    }
  }

  void unless(boolean holds, RequestProblem.Kind kind, String expression, String sentence) {
    if (!holds) {
      add(kind, expression, sentence);
    }
  }

  boolean none() {
    return found.isEmpty();
  }

  List<RequestProblem> all() {
    return List.copyOf(found);
  }
}
