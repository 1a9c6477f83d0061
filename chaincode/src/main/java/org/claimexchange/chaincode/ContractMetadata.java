package org.claimexchange.chaincode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * What Fabric's tools ask every contract for: its functions and the schemas of what they take and
 * answer. Made from the model's records when it is built, so that nothing is scanned at start.
 */
public final class ContractMetadata {
  /** The function by which Fabric's tools ask for it. */
  public static final String FUNCTION = "org.hyperledger.fabric:GetMetadata";

  private static final String FILE = "contract-metadata.json";

  private ContractMetadata() {}

  /** The metadata, JSON after Fabric's contract schema. */
  public static byte[] json() {
    try (InputStream file = ContractMetadata.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException("the contract's jar lacks " + FILE);
      }
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
