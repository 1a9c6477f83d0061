package org.claimexchange.ledger.reader;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.json.CanonicalJson;

/** Tries a list of candidates against everything on the ledger. */
final class Guesses {
  private final Set<String> ledger;
  private final List<String> salts = new ArrayList<>();
  private final List<String> names;

  /**
   * @param ledger all texts of the ledger
   * @param names under which values are hidden; the sources are public
   */
  Guesses(Set<String> ledger, List<String> names) {
    this.ledger = ledger;
    this.names = names;
    for (String text : ledger) {
      if (text.length() == 22) {
        salts.add(text);
      } else if (text.length() > 22 && !text.startsWith("{")) {
        // Perhaps somebody took the beginning of another value for a salt.
        salts.add(text.substring(0, 22));
      }
    }
  }

  int salts() {
    return salts.size();
  }

  /** Those candidates of which the ledger holds a digest, plain, salted or joined. */
  List<Object> found(Collection<?> candidates) {
    List<Object> found = new ArrayList<>();
    for (Object candidate : candidates) {
      Set<String> tried = new HashSet<>();
      String json = CanonicalJson.writeText(candidate);
      String plain = candidate instanceof String text ? text : json;
      for (String form : List.of(json, plain)) {
        tried.add(form);
        tried.add(hash(form));
        for (String salt : salts) {
          tried.add(hash(salt + form));
          tried.add(hash(form + salt));
        }
      }
      for (String salt : salts) {
        for (String name : names) {
          tried.add(hash("[\"" + salt + "\",\"" + name + "\"," + json + "]"));
        }
      }
      tried.retainAll(ledger);
      if (!tried.isEmpty()) {
        found.add(candidate);
      }
    }
    return found;
  }

  private static String hash(String text) {
    return Digest.of(text.getBytes(StandardCharsets.UTF_8)).value();
  }
}
