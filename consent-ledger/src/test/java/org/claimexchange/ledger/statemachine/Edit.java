package org.claimexchange.ledger.statemachine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Proven;
import org.claimexchange.model.transaction.FileObjection;
import org.claimexchange.model.transaction.Grant;
import org.claimexchange.model.transaction.OpenRelease;
import org.claimexchange.model.transaction.RecordDelivery;
import org.claimexchange.model.transaction.RecordErasure;
import org.claimexchange.model.transaction.RecordReceipt;
import org.claimexchange.model.transaction.RecordRequest;
import org.claimexchange.model.transaction.Refuse;
import org.claimexchange.model.transaction.ResolveObjection;
import org.claimexchange.model.transaction.Revoke;
import org.claimexchange.model.transaction.Transaction;

/** The same with one member changed, by way of its JSON. */
public final class Edit {
  private Edit() {}

  /** A record of the model with members changed. */
  public static <T> T of(T value, Class<T> type, Consumer<ObjectNode> change) {
    ObjectNode tree = (ObjectNode) CanonicalJson.tree(value);
    change.accept(tree);
    return CanonicalJson.convert(tree, type);
  }

  /** A record with one member put anew. */
  public static <T> T with(T value, Class<T> type, String member, Object changed) {
    return of(value, type, tree -> tree.set(member, CanonicalJson.tree(changed)));
  }

  /** A transaction that shows another caller's entry. */
  public static Transaction calledBy(Transaction transaction, Proven<Participant> caller) {
    return hidden(transaction, "caller", caller);
  }

  /** A transaction with one member of its hidden side put anew. */
  public static Transaction hidden(Transaction transaction, String member, Object changed) {
    return switch (transaction) {
      case RecordRequest t ->
          new RecordRequest(
              t.open(), with(t.hidden(), RecordRequest.Hidden.class, member, changed));
      case Grant t -> new Grant(t.open(), with(t.hidden(), Grant.Hidden.class, member, changed));
      case Refuse t -> new Refuse(t.open(), with(t.hidden(), Refuse.Hidden.class, member, changed));
      case Revoke t -> new Revoke(t.open(), with(t.hidden(), Revoke.Hidden.class, member, changed));
      case OpenRelease t ->
          new OpenRelease(t.open(), with(t.hidden(), OpenRelease.Hidden.class, member, changed));
      case RecordDelivery t ->
          new RecordDelivery(
              t.open(), with(t.hidden(), RecordDelivery.Hidden.class, member, changed));
      case RecordReceipt t ->
          new RecordReceipt(
              t.open(), with(t.hidden(), RecordReceipt.Hidden.class, member, changed));
      case RecordErasure t ->
          new RecordErasure(
              t.open(), with(t.hidden(), RecordErasure.Hidden.class, member, changed));
      case FileObjection t ->
          new FileObjection(
              t.open(), with(t.hidden(), FileObjection.Hidden.class, member, changed));
      case ResolveObjection t ->
          new ResolveObjection(
              t.open(), with(t.hidden(), ResolveObjection.Hidden.class, member, changed));
      default -> throw new AssertionError(transaction.function());
    };
  }

  /** The word by which a value of an enumeration stands in JSON. */
  public static String text(Enum<?> value) {
    return CanonicalJson.tree(value).textValue();
  }

  /** Every time that is told anywhere in a value: where a verdict may change. */
  public static List<Instant> times(Object value) {
    List<Instant> times = new ArrayList<>();
    times(CanonicalJson.tree(value), times);
    return times;
  }

  private static void times(JsonNode node, List<Instant> times) {
    if (node.isTextual() && node.textValue().endsWith("Z") && node.textValue().length() <= 30) {
      try {
        times.add(Instant.parse(node.textValue()));
      } catch (DateTimeException notATime) {
        // Some other text that ends so.
      }
    }
    node.forEach(child -> times(child, times));
  }
}
