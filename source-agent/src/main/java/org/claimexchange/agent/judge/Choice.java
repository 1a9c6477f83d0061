package org.claimexchange.agent.judge;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What goes and what stays.
 *
 * @param outgoing what goes, each file before those that show it
 * @param keptBack what stays
 * @param seen numbers of the visits of which a file about this person was understood, by format;
 *     whether it may go or not
 */
public record Choice(
    List<Outgoing> outgoing, List<KeptBack> keptBack, Map<String, Set<String>> seen) {
  public Choice {
    outgoing = List.copyOf(outgoing);
    keptBack = List.copyOf(keptBack);
    seen = Map.copyOf(seen);
  }

  @Override
  public String toString() {
    return "Choice[" + outgoing.size() + " go, " + keptBack.size() + " stay]";
  }
}
