package org.claimexchange.fhir.read;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.claimexchange.fhir.read.MalformedAnswerException.Defect;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;

/**
 * Reads a source's answer: strictly, with a limit, and without binary floating point. An answer
 * with anything wrong in it is not taken at all.
 */
public final class FhirReader {
  private static final int DEEPEST = 100;
  private static final int LONGEST_NUMBER = 64;

  private final FhirContext fhir;
  private final int maxBytes;
  private final JsonFactory json;

  /**
   * @param fhir an R4 context; making one takes a second, so it is shared
   * @param maxBytes the largest page taken
   */
  public FhirReader(FhirContext fhir, int maxBytes) {
    this.fhir = fhir;
    this.maxBytes = maxBytes;
    this.json =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxDocumentLength(maxBytes)
                    .maxStringLength(maxBytes)
                    .maxNumberLength(LONGEST_NUMBER)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
  }

  /**
   * Reads a searchset Bundle as JSON. Entries that only tell of the search (an OperationOutcome)
   * are left out.
   *
   * @throws MalformedAnswerException if it is too large or anything in it cannot be read; then none
   *     of it is taken
   */
  public AnswerPage readBundle(byte[] answer) throws MalformedAnswerException {
    if (!(parse(answer, "page") instanceof Bundle bundle)
        || bundle.getType() != Bundle.BundleType.SEARCHSET) {
      throw new MalformedAnswerException(Defect.NOT_EXPECTED, "page: no searchset Bundle");
    }
    return page(bundle, answer);
  }

  /**
   * Reads a Bundle that came as a file, whole: a collection, or a searchset without a further page.
   *
   * @throws MalformedAnswerException as {@link #readBundle}
   */
  public AnswerPage readDocument(byte[] file) throws MalformedAnswerException {
    if (!(parse(file, "file") instanceof Bundle bundle)
        || (bundle.getType() != Bundle.BundleType.COLLECTION
            && bundle.getType() != Bundle.BundleType.SEARCHSET)) {
      throw new MalformedAnswerException(
          Defect.NOT_EXPECTED, "file: no collection or searchset Bundle");
    }
    var page = page(bundle, file);
    if (page.next().isPresent()) {
      throw new MalformedAnswerException(Defect.NOT_EXPECTED, "file: not all of it");
    }
    return page;
  }

  private static AnswerPage page(Bundle bundle, byte[] answer) throws MalformedAnswerException {
    var resources = new ArrayList<Resource>();
    int number = 0;
    for (var entry : bundle.getEntry()) {
      number++;
      if (entry.getSearch().getMode() == Bundle.SearchEntryMode.OUTCOME) {
        continue;
      }
      if (!entry.hasResource() || !hasId(entry.getResource())) {
        throw new MalformedAnswerException(Defect.NOT_EXPECTED, "entry " + number + ": no id");
      }
      resources.add(entry.getResource());
    }
    return new AnswerPage(resources, next(bundle), sha256(answer));
  }

  /**
   * Reads one resource a line (FHIR Bulk Data, NDJSON).
   *
   * @throws MalformedAnswerException as {@link #readBundle}
   */
  public AnswerPage readNdjson(byte[] lines) throws MalformedAnswerException {
    checkSize(lines, "file");
    var resources = new ArrayList<Resource>();
    int number = 0;
    for (String line : text(lines, "file").split("\n", -1)) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      var resource = parse(line.getBytes(StandardCharsets.UTF_8), "line " + number);
      if (resource instanceof Bundle || !hasId(resource)) {
        throw new MalformedAnswerException(Defect.NOT_EXPECTED, "line " + number + ": no id");
      }
      resources.add(resource);
    }
    return new AnswerPage(List.copyOf(resources), Optional.empty(), sha256(lines));
  }

  /**
   * Reads one resource as JSON.
   *
   * @throws MalformedAnswerException as {@link #readBundle}
   */
  public Resource readResource(byte[] answer) throws MalformedAnswerException {
    var resource = parse(answer, "record");
    if (resource instanceof Bundle || !hasId(resource)) {
      throw new MalformedAnswerException(Defect.NOT_EXPECTED, "record: no id");
    }
    return resource;
  }

  private Resource parse(byte[] bytes, String place) throws MalformedAnswerException {
    checkSize(bytes, place);
    var text = text(bytes, place);
    checkJson(bytes, place);
    try {
      IParser parser = fhir.newJsonParser();
      parser.setParserErrorHandler(new StrictErrorHandler());
      return (Resource) parser.parseResource(text);
    } catch (DataFormatException | IllegalArgumentException | ClassCastException e) {
      // Not as a cause: its message holds what stood there.
      throw new MalformedAnswerException(Defect.NOT_FHIR, place);
    }
  }

  private void checkSize(byte[] bytes, String place) throws MalformedAnswerException {
    if (bytes.length > maxBytes) {
      throw new MalformedAnswerException(
          Defect.TOO_LARGE, place + ": at most " + maxBytes + " bytes, found " + bytes.length);
    }
  }

  private static String text(byte[] bytes, String place) throws MalformedAnswerException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedAnswerException(Defect.NOT_UTF8, place);
    }
  }

  /** One JSON object, not too deep, no member twice: HAPI's parser would take the last of two. */
  private void checkJson(byte[] bytes, String place) throws MalformedAnswerException {
    try (JsonParser parser = json.createParser(bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedAnswerException(Defect.NOT_JSON, place + ": no object");
      }
      parser.skipChildren();
      if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
        throw new MalformedAnswerException(Defect.NOT_JSON, place + ": does not end with it");
      }
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new MalformedAnswerException(Defect.NOT_JSON, place + ", line " + line);
    } catch (IOException e) {
      throw new MalformedAnswerException(Defect.NOT_JSON, place);
    }
  }

  private static boolean hasId(Resource resource) {
    return resource.getIdElement().hasIdPart();
  }

  private static Optional<URI> next(Bundle bundle) throws MalformedAnswerException {
    var link = bundle.getLink(Bundle.LINK_NEXT);
    if (link == null || !link.hasUrl()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new URI(link.getUrl()));
    } catch (URISyntaxException e) {
      throw new MalformedAnswerException(Defect.NOT_EXPECTED, "page: next is no address");
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
