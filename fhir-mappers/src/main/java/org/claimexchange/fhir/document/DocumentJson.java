package org.claimexchange.fhir.document;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;

/**
 * A document Bundle as JSON, which is read entry by entry, and again and again. Each entry was
 * written once, by HAPI, and is the same text each time. It hides itself from logs.
 */
public final class DocumentJson {
  private static final String BEFORE = "{\"resourceType\":\"Bundle\",\"entry\":[";
  private static final String BEHIND = "]}";

  private final String head;
  private final Map<DocumentSink.Place, PackedEntries> entries;

  private DocumentJson(String head, Map<DocumentSink.Place, PackedEntries> entries) {
    this.head = head;
    this.entries = entries;
  }

  /** Takes entries. */
  @FunctionalInterface
  public interface EntryReader {
    /** The JSON of one entry. */
    void entry(String json) throws IOException;
  }

  /** A document that is in memory. */
  public static DocumentJson of(FhirContext fhir, Bundle document) {
    var writer = new Writer(fhir);
    document.getEntry().forEach(entry -> writer.add(DocumentSink.Place.RECORDS, entry));
    var head = document.copy();
    head.setEntry(null);
    return writer.finish(head);
  }

  /** The JSON of the Bundle without its entries. */
  public String head() {
    return head;
  }

  /**
   * Hands over the JSON of each entry, in the order in which they stand.
   *
   * @throws IOException if the reader throws it
   */
  public void forEach(EntryReader reader) throws IOException {
    for (PackedEntries some : entries.values()) {
      some.forEach(reader);
    }
  }

  /** Writes a document's entries as they are made. */
  public static final class Writer implements DocumentSink {
    private final IParser parser;
    private final Map<Place, PackedEntries> entries = new EnumMap<>(Place.class);

    /**
     * @param fhir of R4, shared
     */
    public Writer(FhirContext fhir) {
      this.parser = fhir.newJsonParser();
      for (Place place : Place.values()) {
        entries.put(place, new PackedEntries());
      }
    }

    @Override
    public void entry(Place place, String address, Resource resource) {
      add(place, new Bundle.BundleEntryComponent().setFullUrl(address).setResource(resource));
    }

    private void add(Place place, Bundle.BundleEntryComponent entry) {
      var one = new Bundle();
      one.addEntry(entry);
      var json = parser.encodeResourceToString(one);
      if (!json.startsWith(BEFORE) || !json.endsWith(BEHIND)) {
        throw new IllegalStateException("HAPI writes a Bundle otherwise than before");
      }
      Objects.requireNonNull(entries.get(place))
          .add(json.substring(BEFORE.length(), json.length() - BEHIND.length()));
    }

    /**
     * The document is whole.
     *
     * @param head the Bundle without its entries
     */
    public DocumentJson finish(Bundle head) {
      entries.values().forEach(PackedEntries::close);
      return new DocumentJson(parser.encodeResourceToString(head), entries);
    }
  }

  @Override
  public String toString() {
    return "DocumentJson[…]";
  }
}
