package org.claimexchange.agent.find;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.claimexchange.model.person.PersonId;

/**
 * Medical-record numbers (病案号) by the number of a person's identity document: a CSV file in UTF-8
 * with the header {@code person,record}, without quotation marks, read anew at each look.
 */
public final class RecordIndex {
  private static final long MOST_BYTES = 256L * 1024 * 1024;
  private static final String HEADER = "person,record";

  private final Path file;

  /** The index in this file. */
  public RecordIndex(Path file) {
    this.file = file;
  }

  /** The numbers of a person, none where the index does not know them. */
  List<String> of(PersonId person) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException("the index is larger than " + MOST_BYTES + " bytes");
    }
    List<String> numbers = new ArrayList<>();
    try (var lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      if (!HEADER.equals(lines.readLine())) {
        throw new IOException("the index does not begin with " + HEADER);
      }
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int comma = line.indexOf(',');
        if (comma > 0 && line.substring(0, comma).strip().equals(person.number())) {
          numbers.add(line.substring(comma + 1).strip());
        }
      }
    }
    return List.copyOf(numbers);
  }
}
