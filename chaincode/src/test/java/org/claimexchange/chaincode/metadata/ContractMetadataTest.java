package org.claimexchange.chaincode.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.claimexchange.chaincode.ContractMetadata;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.transaction.Transaction;
import org.everit.json.schema.loader.SchemaLoader;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.json.JSONObject;
import org.json.JSONTokener;
import org.junit.jupiter.api.Test;

/**
 * The metadata that the contract hands out is made from the model's records. After a change of
 * them, {@code -Dmetadata=write} writes it anew.
 */
class ContractMetadataTest {
  private static final Path FILE =
      Path.of("src/main/resources/org/claimexchange/chaincode/contract-metadata.json");

  @Test
  void whatIsHandedOutSaysWhatTheRecordsSay() throws Exception {
    JsonNode made = new MetadataWriter().write();
    if ("write".equals(System.getProperty("metadata"))) {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, pretty(made));
    }

    assertThat(CanonicalJson.read(ContractMetadata.json(), JsonNode.class))
        .as("the metadata of the records; -Dmetadata=write writes it")
        .isEqualTo(CanonicalJson.read(CanonicalJson.write(made), JsonNode.class));
  }

  @Test
  void itIsWhatFabricsOwnSchemaAsksFor() {
    SchemaLoader.builder()
        .schemaJson(new JSONObject(new JSONTokener(resource("/contract-schema.json"))))
        // The shim carries what its schema refers to; nothing is fetched.
        .schemaClient(url -> resource("/json-schema-draft-04-schema.json"))
        .build()
        .load()
        .build()
        .validate(new JSONObject(new String(ContractMetadata.json(), StandardCharsets.UTF_8)));
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(ChaincodeStub.class.getResourceAsStream(name), name);
  }

  @Test
  void everyTransactionOfTheModelIsInIt() {
    List<String> written =
        Functions.all().stream()
            .filter(Functions.Function::writes)
            .map(Functions.Function::name)
            .toList();

    assertThat(new TreeSet<>(written))
        .isEqualTo(
            new TreeSet<>(
                Stream.of(Transaction.class.getPermittedSubclasses())
                    .map(ContractMetadataTest::function)
                    .toList()));
  }

  private static String function(Class<?> transaction) {
    try {
      return (String) transaction.getField("FUNCTION").get(null);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static String pretty(JsonNode made) throws Exception {
    return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(made)
        + "\n";
  }
}
