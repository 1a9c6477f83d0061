package org.claimexchange.chaincode.state;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.claimexchange.model.consent.ConsentState;
import org.claimexchange.model.delivery.DeliveryState;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.objection.ObjectionState;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.register.RegisterState;
import org.claimexchange.model.register.RegistersState;
import org.claimexchange.model.release.ReleaseState;
import org.claimexchange.model.request.RequestState;

/** What stands on the ledger, by kind and id. Values are canonical JSON. */
public final class States {
  /** Kinds of keys. */
  public static final String REGISTERS = "registers";

  /** What the contract of sequence 1 wrote: each register under a key of its own. */
  public static final String REGISTER = "register";

  public static final String REQUEST = "request";
  public static final String CONSENT = "consent";
  public static final String RELEASE = "release";
  public static final String RELEASE_OF = "release-of";
  public static final String DELIVERY = "delivery";
  public static final String DELIVERY_OF = "delivery-of";
  public static final String RECEIPT = "receipt";
  public static final String OBJECTION = "objection";
  public static final String OBJECTION_OF = "objection-of";
  public static final String ANSWER = "answer";
  public static final String NONCE = "nonce";

  /** Under which all registers stand. */
  public static final Key ALL_REGISTERS = Key.of(REGISTERS, "all");

  /** Fabric takes an empty value for a deletion. */
  private static final byte[] INDEXED = {0};

  private final WorldState world;

  /**
   * @param world the ledger as this transaction sees it
   */
  public States(WorldState world) {
    this.world = world;
  }

  /**
   * All registers. Where none was changed since the contract of sequence 1, they stand under the
   * keys which that one wrote.
   */
  public Optional<RegistersState> registers() {
    return read(ALL_REGISTERS, RegistersState.class).or(this::registersOfSequenceOne);
  }

  private Optional<RegistersState> registersOfSequenceOne() {
    List<RegisterState> found = new ArrayList<>();
    for (RegisterName name : RegisterName.values()) {
      Optional<RegisterState> one = read(Key.of(REGISTER, text(name)), RegisterState.class);
      if (one.isEmpty()) {
        return Optional.empty();
      }
      found.add(one.get());
    }
    return Optional.of(new RegistersState(found));
  }

  /** A request. */
  public Optional<RequestState> request(String id) {
    return read(Key.of(REQUEST, id), RequestState.class);
  }

  /** A consent. */
  public Optional<ConsentState> consent(String id) {
    return read(Key.of(CONSENT, id), ConsentState.class);
  }

  /** A release. */
  public Optional<ReleaseState> release(String id) {
    return read(Key.of(RELEASE, id), ReleaseState.class);
  }

  /** A delivery. */
  public Optional<DeliveryState> delivery(String id) {
    return read(Key.of(DELIVERY, id), DeliveryState.class);
  }

  /** The receipt of a delivery. */
  public Optional<Digest> receipt(String delivery) {
    return read(Key.of(RECEIPT, delivery), Digest.class);
  }

  /** An objection. */
  public Optional<ObjectionState> objection(String id) {
    return read(Key.of(OBJECTION, id), ObjectionState.class);
  }

  /** The answer to an objection. */
  public Optional<Digest> answer(String objection) {
    return read(Key.of(ANSWER, objection), Digest.class);
  }

  /** Id of the consent or objection for which a nonce was spent. */
  public Optional<String> spentFor(Digest nonce) {
    return world
        .get(Key.of(NONCE, nonce.value()))
        .map(value -> new String(value, StandardCharsets.UTF_8));
  }

  /** Writes all registers. */
  public void put(RegistersState state) {
    write(ALL_REGISTERS, state);
  }

  /** Writes a request. */
  public void put(RequestState state) {
    write(Key.of(REQUEST, state.request()), state);
  }

  /** Writes a consent. */
  public void put(ConsentState state) {
    write(Key.of(CONSENT, state.consent()), state);
  }

  /** Writes a release. */
  public void put(ReleaseState state) {
    write(Key.of(RELEASE, state.release()), state);
  }

  /** Writes a delivery. */
  public void put(DeliveryState state) {
    write(Key.of(DELIVERY, state.delivery()), state);
  }

  /** Writes the receipt of a delivery. */
  public void putReceipt(String delivery, Digest receipt) {
    write(Key.of(RECEIPT, delivery), receipt);
  }

  /** Writes an objection. */
  public void put(ObjectionState state) {
    write(Key.of(OBJECTION, state.objection()), state);
  }

  /** Writes the answer to an objection. */
  public void putAnswer(String objection, Digest answer) {
    write(Key.of(ANSWER, objection), answer);
  }

  /** Makes a new objection known under its consent. */
  public void index(ObjectionState state) {
    world.put(Key.of(OBJECTION_OF, state.consent(), state.objection()), INDEXED);
  }

  /** Makes a new release known under its consent. */
  public void index(ReleaseState state) {
    world.put(Key.of(RELEASE_OF, state.consent(), state.release()), INDEXED);
  }

  /** Makes a new delivery known under its release. */
  public void index(DeliveryState state) {
    world.put(Key.of(DELIVERY_OF, state.release(), state.delivery()), INDEXED);
  }

  /** Spends a nonce for a consent or an objection. */
  public void spend(Digest nonce, String id) {
    world.put(Key.of(NONCE, nonce.value()), id.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(RegisterName name) {
    return CanonicalJson.tree(name).textValue();
  }

  private <T> Optional<T> read(Key key, Class<T> type) {
    return world.get(key).map(value -> CanonicalJson.read(value, type));
  }

  private void write(Key key, Object value) {
    world.put(key, CanonicalJson.write(value));
  }
}
