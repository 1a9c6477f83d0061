package org.claimexchange.ledger.registers;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.claimexchange.ledger.registers.RegisterBook.Pages;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.json.MalformedJsonException;
import org.claimexchange.model.register.MerkleTree;
import org.claimexchange.model.register.RegisterEntry;
import org.claimexchange.model.register.RegisterName;

/**
 * What the regulator hands to the operator: the entries behind each root, without which nothing can
 * be proven. As secret as the book that it comes from: salts, and who acts for whom. It needs no
 * signature: whoever reads it holds the root that the entries make against the ledger's.
 *
 * @param type {@link #TYPE}
 * @param registers each register once, in the order of {@link RegisterName}
 */
public record RegisterHandover(String type, List<Register> registers) {
  /** What a handover says that it is. */
  public static final String TYPE = "claimexchange/register-handover/v1";

  /** The largest handover, in bytes. */
  public static final int MAX_BYTES = CanonicalJson.MAX_KEPT_BYTES;

  private static final int PLACES = 1 << MerkleTree.DEPTH;

  public RegisterHandover {
    registers = List.copyOf(registers);
  }

  /**
   * One register, as it stood on the ledger when it was handed over.
   *
   * @param register which
   * @param version as on the ledger; 0 before the first change
   * @param root the root that the entries make
   * @param entries each at its place, the first at place 0
   */
  public record Register(RegisterName register, long version, Digest root, List<JsonNode> entries) {
    public Register {
      entries = List.copyOf(entries);
    }

    /** The entries, each at its place. */
    public List<RegisterEntry> read() {
      return pages().read();
    }

    private Pages pages() {
      return new Pages(register, version, entries);
    }

    @Override
    public String toString() {
      return "Register[" + register + " " + version + "]";
    }
  }

  /** What a book holds, without changes that were begun or taken back. */
  public static RegisterHandover of(RegisterBook book) {
    return new RegisterHandover(
        TYPE,
        book.registers().stream()
            .map(one -> new Register(one.register(), one.version(), one.root(), one.entries()))
            .toList());
  }

  /**
   * Reads one. What it returns is whole: each register's entries are of its kind, each id stands
   * once, and together they make the root.
   *
   * @throws MalformedJsonException naming the place, never the content
   */
  public static RegisterHandover read(byte[] json) {
    RegisterHandover read = CanonicalJson.readKept(json, RegisterHandover.class);
    expect(read.type().equals(TYPE), "expected the type " + TYPE);
    expect(
        read.registers().stream()
            .map(Register::register)
            .toList()
            .equals(List.of(RegisterName.values())),
        "expected each register once, in their order");
    read.registers().forEach(RegisterHandover::check);
    return read;
  }

  private static void check(Register one) {
    String name = CanonicalJson.tree(one.register()).asText();
    expect(one.version() >= 0, name + ": expected a version from 0");
    expect(one.entries().size() <= PLACES, name + ": expected at most " + PLACES + " entries");
    Set<String> ids = new HashSet<>();
    MerkleTree tree = new MerkleTree();
    int place = 0;
    for (RegisterEntry entry : one.read()) {
      expect(ids.add(entry.id()), name + ": expected each id once");
      tree.set(place++, entry.leaf());
    }
    expect(tree.root().matches(one.root()), name + ": the entries do not make the root");
  }

  private static void expect(boolean holds, String problem) {
    if (!holds) {
      throw new MalformedJsonException("RegisterHandover: " + problem);
    }
  }

  /**
   * Writes it for its owner alone, whole or not at all, over an older one.
   *
   * @throws RegisterTroubleException if it is too large to be read again
   */
  public void write(Path file) throws IOException {
    write(file, MAX_BYTES);
  }

  void write(Path file, int largest) throws IOException {
    byte[] written = CanonicalJson.write(this);
    if (written.length > largest) {
      throw new RegisterTroubleException(
          "the handover would have %d bytes, %d are the most: nothing was written"
              .formatted(written.length, largest));
    }
    new OwnersFile(file).write(written);
  }

  @Override
  public String toString() {
    return "RegisterHandover[…]";
  }
}
