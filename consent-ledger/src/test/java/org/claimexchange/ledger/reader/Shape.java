package org.claimexchange.ledger.reader;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version;
import org.hyperledger.fabric.protos.peer.Endorsement;

/** What is left of a transaction when its random content is taken away: kinds, counts and sizes. */
final class Shape {
  private static final String TIME = "\\d{4}-\\d{2}-\\d{2}T[0-9:.]+Z";

  private Shape() {}

  /**
   * Function, sizes of argument and answer, keys read and written by kind with the sizes of values,
   * and the versions of registers read. Times are cut out: how many digits one has is chance.
   */
  static List<String> of(Trace trace) {
    List<String> shape = new ArrayList<>();
    shape.add(trace.function());
    trace.arguments.forEach(argument -> shape.add("argument " + argument.size()));
    shape.add("answer " + withoutTimes(trace.result.getResponse().getPayload()));
    shape.add("event " + trace.result.getEvents().size());
    for (KVRWSet set : trace.changes) {
      set.getReadsList()
          .forEach(read -> {
            String kind = read.getKey().split("\u0000")[1];
            shape.add(
                "reads "
                    + kind
                    + " "
                    + read.getKey().length()
                    + (kind.equals("registers") ? " " + version(read.getVersion()) : "")
                    + (read.hasVersion() ? "" : " that is not there"));
          });
      set.getWritesList()
          .forEach(write ->
              shape.add(
                  "writes "
                      + write.getKey().split("\u0000")[1]
                      + " "
                      + write.getKey().length()
                      + " "
                      + withoutTimes(write.getValue())));
      shape.add("scans " + set.getRangeQueriesInfoCount());
    }
    shape.add("endorsements " + trace.endorsements().size());
    return shape;
  }

  /** The envelope's size without what varies by chance: signatures, times, numbers of blocks. */
  static int size(Trace trace) {
    int size = trace.envelope.getSerializedSize() - trace.envelope.getSignature().size();
    for (Endorsement endorsement : trace.endorsements()) {
      size -= endorsement.getSignature().size();
    }
    size -= trace.header.getTimestamp().getSerializedSize();
    size -= times(trace.result.getResponse().getPayload());
    for (KVRWSet set : trace.changes) {
      size -=
          set.getReadsList().stream().mapToInt(read -> read.getVersion().getSerializedSize()).sum();
      size -= set.getWritesList().stream().mapToInt(write -> times(write.getValue())).sum();
    }
    return size;
  }

  private static String version(Version version) {
    return version.getBlockNum() + "/" + version.getTxNum();
  }

  private static int withoutTimes(ByteString value) {
    return value.size() - times(value);
  }

  private static int times(ByteString value) {
    String text = value.toStringUtf8();
    return text.length() - text.replaceAll(TIME, "").length();
  }
}
