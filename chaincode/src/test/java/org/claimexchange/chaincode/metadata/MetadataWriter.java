package org.claimexchange.chaincode.metadata;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaBuilder;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.generator.impl.module.SimpleTypeModule;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Salt;
import org.claimexchange.model.transaction.Transaction;

/**
 * Writes the contract's metadata: what Fabric's contract schema asks for, and the type of each
 * function's transient entry, for which that schema has no place, as {@code x-transient}.
 */
final class MetadataWriter {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String SCHEMAS = "components/schemas";

  private final SchemaBuilder schemas =
      new SchemaGenerator(config()).buildMultipleSchemaDefinitions();

  ObjectNode write() {
    ArrayNode transactions = NODES.arrayNode();
    Functions.all().forEach(function -> transactions.add(transaction(function)));
    ObjectNode root = NODES.objectNode();
    root.put(
        "$schema",
        "https://hyperledger.github.io/fabric-chaincode-java/main/api/contract-schema.json");
    root.set("info", info());
    ObjectNode contract = root.putObject("contracts").putObject("ConsentContract");
    contract.put("name", "ConsentContract");
    contract.set("info", info());
    contract.set("transactions", transactions);
    ObjectNode definitions = schemas.collectDefinitions(SCHEMAS);
    for (Map.Entry<String, JsonNode> definition : definitions.properties()) {
      ObjectNode schema = (ObjectNode) definition.getValue();
      schema.put("$id", definition.getKey());
      // Fabric's schema wants the word even where there is none, as for an enumeration.
      schema.putIfAbsent("properties", NODES.objectNode());
    }
    root.putObject("components").set("schemas", definitions);
    return root;
  }

  private static ObjectNode info() {
    return NODES
        .objectNode()
        .put("title", "consent")
        .put("version", "1.0.0")
        .put("description", "What the ledger accepts of consents, releases and deliveries");
  }

  private ObjectNode transaction(Functions.Function function) {
    ObjectNode node = NODES.objectNode().put("name", function.name());
    node.putArray("tag").add(function.writes() ? "submit" : "evaluate");
    ArrayNode parameters = node.putArray("parameters");
    function
        .parameters()
        .forEach(parameter ->
            parameters
                .addObject()
                .put("name", parameter.getKey())
                .put("required", true)
                .set("schema", schemas.createSchemaReference(parameter.getValue())));
    function
        .hidden()
        .ifPresent(hidden ->
            node.putObject("x-transient")
                .set(Transaction.HIDDEN, schemas.createSchemaReference(hidden)));
    ObjectNode answer = schemas.createSchemaReference(function.answer());
    node.set(
        "returns",
        function.many() ? NODES.objectNode().put("type", "array").set("items", answer) : answer);
    return node;
  }

  private static com.github.victools.jsonschema.generator.SchemaGeneratorConfig config() {
    SchemaGeneratorConfigBuilder builder =
        new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_7, OptionPreset.PLAIN_JSON)
            .with(
                new JacksonModule(
                    JacksonOption.FLATTENED_ENUMS_FROM_JSONPROPERTY,
                    JacksonOption.FLATTENED_ENUMS_FROM_JSONVALUE))
            .with(texts())
            .with(
                Option.DEFINITIONS_FOR_ALL_OBJECTS,
                Option.EXTRA_OPEN_API_FORMAT_VALUES,
                Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT)
            .without(Option.SCHEMA_VERSION_INDICATOR);
    builder.forFields().withRequiredCheck(field -> true);
    builder.forTypesInGeneral().withDefinitionNamingStrategy((key, context) -> name(key.getType()));
    builder
        .forTypesInGeneral()
        .withCustomDefinitionProvider((type, context) ->
            type.isInstanceOf(JsonNode.class)
                ? new CustomDefinition(
                    NODES.objectNode(),
                    CustomDefinition.INLINE_DEFINITION,
                    CustomDefinition.EXCLUDING_ATTRIBUTES)
                : null);
    return builder.build();
  }

  /** Types that stand as text, each in its one form. */
  private static SimpleTypeModule texts() {
    return new SimpleTypeModule()
        .withStringType(Digest.class)
        .withStringType(Salt.class)
        .withStringType(Instant.class, "date-time")
        .withStringType(LocalDate.class, "date");
  }

  private static String name(ResolvedType type) {
    Class<?> erased = type.getErasedType();
    String own =
        erased.getEnclosingClass() == null
            ? erased.getSimpleName()
            : erased.getEnclosingClass().getSimpleName() + "." + erased.getSimpleName();
    return type.getTypeParameters().isEmpty()
        ? own
        : own
            + "-"
            + type.getTypeParameters().stream()
                .map(MetadataWriter::name)
                .collect(Collectors.joining("-"));
  }
}
