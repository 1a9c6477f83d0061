package org.claimexchange.agent.judge;

import java.util.Set;
import org.claimexchange.agent.find.Content;
import org.claimexchange.model.source.SourceDocument;

/**
 * A file that may go. It hides its name from logs.
 *
 * @param document what is announced
 * @param content its bytes; to be held against the announced digest when read
 * @param categories codes of what it tells
 * @param passed how many records it holds
 * @param withheld how many records of the file that it is made of stay behind
 */
public record Outgoing(
    SourceDocument document, Content content, Set<String> categories, int passed, int withheld) {
  public Outgoing {
    categories = Set.copyOf(categories);
  }

  @Override
  public String toString() {
    return "Outgoing[" + document + ", " + passed + ", " + withheld + "]";
  }
}
