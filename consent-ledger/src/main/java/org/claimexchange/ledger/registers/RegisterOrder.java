package org.claimexchange.ledger.registers;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.register.CertificateUse;
import org.claimexchange.model.register.EntryStatus;
import org.claimexchange.model.register.ProviderKey;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.register.RegisteredCertificate;

/**
 * One change that the regulator orders, as it stands in a file: a JSON object whose member {@code
 * change} names the kind. Salts are made when it is carried out.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "change")
@JsonSubTypes({
  @JsonSubTypes.Type(value = RegisterOrder.Put.class, name = "put"),
  @JsonSubTypes.Type(value = RegisterOrder.Relate.class, name = "relate"),
  @JsonSubTypes.Type(value = RegisterOrder.SetStatus.class, name = "status"),
  @JsonSubTypes.Type(value = RegisterOrder.AddCertificate.class, name = "certificate"),
  @JsonSubTypes.Type(value = RegisterOrder.EndCertificate.class, name = "certificate-end"),
  @JsonSubTypes.Type(value = RegisterOrder.AddProviderKey.class, name = "provider-key"),
  @JsonSubTypes.Type(value = RegisterOrder.EndProviderKey.class, name = "provider-key-end")
})
public sealed interface RegisterOrder {
  /**
   * Adds an entry, or puts a whole one in the place of the one with its id.
   *
   * @param register which register
   * @param entry of the register's type, without its salt
   */
  record Put(RegisterName register, JsonNode entry) implements RegisterOrder {
    @Override
    public String id() {
      return entry.path("id").asText();
    }
  }

  /**
   * Adds or changes a relation that a source has seen.
   *
   * @param entry the relation, without its salt
   * @param word the source's compact JWS over a {@code RelationWord}
   * @param source participant id of that source
   */
  record Relate(JsonNode entry, String word, String source) implements RegisterOrder {
    @Override
    public RegisterName register() {
      return RegisterName.RELATIONS;
    }

    @Override
    public String id() {
      return entry.path("id").asText();
    }
  }

  /**
   * Suspends an entry, lets it count again, or ends it for good: a participant, an approval, a
   * template, a provider, a relation.
   */
  record SetStatus(RegisterName register, String id, EntryStatus status) implements RegisterOrder {}

  /**
   * Registers one more certificate of a participant; the older ones stay until their ends.
   *
   * @param certificate DER in base64
   */
  record AddCertificate(String id, CertificateUse use, String certificate, Instant from, Instant to)
      implements RegisterOrder {
    @Override
    public RegisterName register() {
      return RegisterName.PARTICIPANTS;
    }
  }

  /**
   * Moves the end of a participant's certificate, which must lie ahead.
   *
   * @param fingerprint SHA-256 over its DER form
   */
  record EndCertificate(String id, Digest fingerprint, Instant to) implements RegisterOrder {
    @Override
    public RegisterName register() {
      return RegisterName.PARTICIPANTS;
    }
  }

  /** Registers one more signing key of an identity provider. */
  record AddProviderKey(String id, ProviderKey key) implements RegisterOrder {
    @Override
    public RegisterName register() {
      return RegisterName.PROVIDERS;
    }
  }

  /** Moves the end of a provider's signing key, which must lie ahead. */
  record EndProviderKey(String id, String kid, Instant to) implements RegisterOrder {
    @Override
    public RegisterName register() {
      return RegisterName.PROVIDERS;
    }
  }

  /** The register that it changes. */
  RegisterName register();

  /** Id of the entry. */
  String id();

  /**
   * The entry as it shall be, without a fresh salt.
   *
   * @param present the entry as it stands; an empty object where there is none
   * @throws RegisterTroubleException if it does not fit what stands there
   */
  default ObjectNode entry(ObjectNode present) {
    ObjectNode made = present.deepCopy();
    switch (this) {
      case Put put -> made.removeAll().setAll(object(put.entry()));
      case Relate relate -> made.removeAll().setAll(object(relate.entry()));
      case SetStatus set -> made.set("status", CanonicalJson.tree(set.status()));
      case AddCertificate add ->
          made.withArray("certificates")
              .add(
                  CanonicalJson.tree(
                      new RegisteredCertificate(
                          add.use(), add.certificate(), add.from(), add.to())));
      case EndCertificate end ->
          find(made, "certificates", one -> fingerprint(one).matches(end.fingerprint()))
              .set("to", CanonicalJson.tree(end.to()));
      case AddProviderKey add -> made.withArray("keys").add(CanonicalJson.tree(add.key()));
      case EndProviderKey end ->
          find(made, "keys", one -> one.path("kid").asText().equals(end.kid()))
              .set("to", CanonicalJson.tree(end.to()));
    }
    return made;
  }

  /** Whether there must be an entry already. */
  default boolean changesOne() {
    return !(this instanceof Put) && !(this instanceof Relate);
  }

  private static ObjectNode object(JsonNode entry) {
    if (entry instanceof ObjectNode object) {
      return object;
    }
    throw new RegisterTroubleException("an order's entry must be a JSON object");
  }

  private static Digest fingerprint(JsonNode certificate) {
    return CanonicalJson.convert(certificate, RegisteredCertificate.class).fingerprint();
  }

  private static ObjectNode find(
      ObjectNode entry, String list, java.util.function.Predicate<JsonNode> wanted) {
    for (JsonNode one : entry.withArray(list)) {
      if (wanted.test(one) && one instanceof ObjectNode object) {
        return object;
      }
    }
    throw new RegisterTroubleException(
        "the entry has none such among its " + list + "; list the register to see them");
  }

  /**
   * Reads orders.
   *
   * @param json a list of orders
   * @throws org.claimexchange.model.json.MalformedJsonException if they are none
   */
  static List<RegisterOrder> read(byte[] json) {
    return CanonicalJson.read(
        json, new com.fasterxml.jackson.core.type.TypeReference<List<RegisterOrder>>() {});
  }
}
