package org.claimexchange.server.job;

import java.util.List;

/** Tells the listeners, in their order. */
public final class Progress {
  private final List<StepListener> listeners;

  /** Tells these. */
  public Progress(List<StepListener> listeners) {
    this.listeners = List.copyOf(listeners);
  }

  /** It happened, but nothing of it is noted yet. */
  public void happened(Milestone milestone, String request) {
    listeners.forEach(l -> l.reached(milestone, StepListener.Moment.HAPPENED, request));
  }

  /** It is noted. */
  public void noted(Milestone milestone, String request) {
    listeners.forEach(l -> l.reached(milestone, StepListener.Moment.NOTED, request));
  }
}
