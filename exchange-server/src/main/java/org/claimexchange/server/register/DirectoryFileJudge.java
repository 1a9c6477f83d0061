package org.claimexchange.server.register;

import java.util.List;
import org.claimexchange.model.json.MalformedJsonException;

/**
 * The operator's own file of what it keeps beside the regulator's entries. One that is not as it
 * should be changes nothing.
 */
final class DirectoryFileJudge implements FileWatch.Judge {
  private final ParticipantDirectory directory;
  private final Told told;

  DirectoryFileJudge(ParticipantDirectory directory, Told told) {
    this.directory = directory;
    this.told = told;
  }

  @Override
  public boolean judge(byte[] bytes) {
    try {
      DirectoryFile read = DirectoryFile.read(bytes);
      List<String> problems = read.problems();
      if (problems.isEmpty()) {
        return keep(read);
      }
      told.trouble("changes nothing: " + String.join("; ", problems));
    } catch (MalformedJsonException e) {
      told.trouble("changes nothing: " + e.getMessage());
    }
    return true;
  }

  private boolean keep(DirectoryFile read) {
    List<String> strange = directory.replace(read);
    if (strange.isEmpty()) {
      told.good("taken");
      return true;
    }
    // Their entries may still come.
    told.trouble(
        "taken, but for words without an entry in the register that names their digest: "
            + String.join(", ", strange));
    return false;
  }
}
