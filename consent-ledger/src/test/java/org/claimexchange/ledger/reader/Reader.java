package org.claimexchange.ledger.reader;

import com.google.protobuf.ByteString;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;

/** What somebody can find out who has the blocks and nothing else. */
final class Reader {
  private static final String ID = "[A-Za-z0-9_-]{22}";
  private static final String TIME = "\\d{4}-\\d{2}-\\d{2}T[0-9:.]+Z";
  private static final int SHORTEST = 8;

  private final List<Trace> traces;

  private Reader(List<Trace> traces) {
    this.traces = List.copyOf(traces);
  }

  /** Reads a block file: magic, then each block with its length before it and 8 bytes behind. */
  static Reader of(Path blocks) throws IOException {
    List<Trace> traces = new ArrayList<>();
    if (Files.isDirectory(blocks)) {
      for (int number = 0; Files.exists(blocks.resolve(number + ".block")); number++) {
        read(Files.readAllBytes(blocks.resolve(number + ".block")), traces);
      }
      return new Reader(traces);
    }
    try (DataInputStream in = new DataInputStream(Files.newInputStream(blocks))) {
      in.skipNBytes("CXBLOCK1".length());
      while (in.available() > 0) {
        byte[] block = new byte[in.readInt()];
        in.skipNBytes(4);
        in.readFully(block);
        in.skipNBytes(8);
        read(block, traces);
      }
    }
    return new Reader(traces);
  }

  private static void read(byte[] block, List<Trace> traces) throws IOException {
    for (ByteString data : Block.parseFrom(block).getData().getDataList()) {
      Envelope envelope = Envelope.parseFrom(data);
      Payload payload = Payload.parseFrom(envelope.getPayload());
      ChannelHeader header = ChannelHeader.parseFrom(payload.getHeader().getChannelHeader());
      if (header.getType() == HeaderType.ENDORSER_TRANSACTION_VALUE) {
        traces.add(Trace.of(envelope, payload, header));
      }
    }
  }

  /** The same without some transactions. */
  Reader without(Set<String> transactionIds) {
    return new Reader(
        traces.stream().filter(trace -> !transactionIds.contains(trace.id())).toList());
  }

  List<Trace> traces() {
    return traces;
  }

  /** All values of at least 8 bytes. */
  Set<ByteString> values() {
    Set<ByteString> values = new HashSet<>();
    traces.forEach(trace -> values.addAll(trace.values()));
    values.removeIf(value -> value.size() < SHORTEST);
    return values;
  }

  /** All texts. */
  Set<String> texts() {
    Set<String> texts = new HashSet<>();
    traces.forEach(trace -> texts.addAll(trace.texts()));
    return texts;
  }

  /** Transactions that name the same opaque id, directly or through others: one case each. */
  List<List<Trace>> cases() {
    List<List<Trace>> cases = new ArrayList<>();
    List<Set<String>> ids = new ArrayList<>();
    for (Trace trace : traces) {
      Set<String> named = trace.texts();
      named.removeIf(text -> !text.matches(ID));
      List<Trace> joined = new ArrayList<>();
      for (int i = cases.size() - 1; i >= 0; i--) {
        if (ids.get(i).stream().anyMatch(named::contains)) {
          joined.addAll(0, cases.remove(i));
          named.addAll(ids.remove(i));
        }
      }
      joined.add(trace);
      cases.add(joined);
      ids.add(named);
    }
    return cases;
  }

  /**
   * Values that some cases share and others do not, which would link those that do: what all have
   * in common tells none from another. A text counts with every stretch of 8 characters in it, a
   * time does not count.
   */
  static Map<String, Set<Integer>> links(List<List<Trace>> cases) {
    Map<String, Set<Integer>> found = new HashMap<>();
    for (int i = 0; i < cases.size(); i++) {
      for (Trace trace : cases.get(i)) {
        for (ByteString value : trace.values()) {
          if (value.size() >= SHORTEST) {
            mark(found, "bytes " + value.toString(java.nio.charset.StandardCharsets.ISO_8859_1), i);
          }
        }
        for (String text : trace.texts()) {
          if (!text.matches(TIME) && !text.startsWith("{")) {
            for (int at = 0; at + SHORTEST <= text.length(); at++) {
              mark(found, "text " + text.substring(at, at + SHORTEST), i);
            }
          }
        }
      }
    }
    found.keySet().removeIf(value -> value.matches("bytes " + TIME));
    found.values().removeIf(where -> where.size() == 1 || where.size() == cases.size());
    return found;
  }

  private static void mark(Map<String, Set<Integer>> found, String value, int where) {
    found.computeIfAbsent(value, unused -> new TreeSet<>()).add(where);
  }
}
