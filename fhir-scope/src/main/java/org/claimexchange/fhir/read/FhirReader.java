package org.claimexchange.fhir.read;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
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
  private static final int CHECKED_AT_ONCE = 8 * 1024;
  private static final String PAGE = "page";

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
    var resources = new ArrayList<Resource>();
    var head = readEntries(answer, resources::add);
    return new AnswerPage(resources, head.next(), head.sha256());
  }

  /**
   * As {@link #readBundle}, one entry after the other: none of them is kept here.
   *
   * @throws MalformedAnswerException as {@link #readBundle}; what was handed over before counts for
   *     nothing
   */
  public PageHead readEntries(byte[] answer, Consumer<? super Resource> each)
      throws MalformedAnswerException {
    return readEntries(answer, EnumSet.of(Bundle.BundleType.SEARCHSET), each);
  }

  /**
   * Reads a Bundle that came as a file, whole: a collection, or a searchset without a further page.
   *
   * @throws MalformedAnswerException as {@link #readBundle}
   */
  public AnswerPage readDocument(byte[] file) throws MalformedAnswerException {
    var resources = new ArrayList<Resource>();
    var head =
        readEntries(
            file,
            EnumSet.of(Bundle.BundleType.COLLECTION, Bundle.BundleType.SEARCHSET),
            resources::add);
    if (head.next().isPresent()) {
      throw new MalformedAnswerException(Defect.NOT_EXPECTED, "page: not the only one");
    }
    return new AnswerPage(resources, head.next(), head.sha256());
  }

  private PageHead readEntries(
      byte[] answer, Set<Bundle.BundleType> types, Consumer<? super Resource> each)
      throws MalformedAnswerException {
    checkSize(answer, PAGE);
    checkText(answer);
    var slices = slices(answer, PAGE);
    var parser = parser();
    if (!(parse(parser, members(answer, slices), PAGE) instanceof Bundle head)
        || !types.contains(head.getType())) {
      throw new MalformedAnswerException(Defect.NOT_EXPECTED, "page: no Bundle of that type");
    }
    int number = 0;
    for (PageSlices.Slice entry : slices.entries()) {
      number++;
      resource(parser, text(answer, entry), "entry " + number).ifPresent(each);
    }
    return new PageHead(next(head), sha256(answer));
  }

  private static String members(byte[] answer, PageSlices slices) {
    return slices.members().stream()
        .map(member -> text(answer, member))
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** As a Bundle of its own, which gives the resource the address that the entry has. */
  private static Optional<Resource> resource(IParser parser, String entry, String place)
      throws MalformedAnswerException {
    var one = "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":[" + entry + "]}";
    if (!(parse(parser, one, place) instanceof Bundle bundle) || bundle.getEntry().size() != 1) {
      throw new MalformedAnswerException(Defect.NOT_FHIR, place);
    }
    var read = bundle.getEntryFirstRep();
    if (read.getSearch().getMode() == Bundle.SearchEntryMode.OUTCOME) {
      return Optional.empty();
    }
    if (!read.hasResource() || !hasId(read.getResource())) {
      throw new MalformedAnswerException(Defect.NOT_EXPECTED, place + ": no id");
    }
    return Optional.of(read.getResource());
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
    slices(bytes, place);
    return parse(parser(), text, place);
  }

  private IParser parser() {
    var parser = fhir.newJsonParser();
    parser.setParserErrorHandler(new StrictErrorHandler());
    return parser;
  }

  private static Resource parse(IParser parser, String text, String place)
      throws MalformedAnswerException {
    try {
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

  /** UTF-8 from the first byte to the last, without ever making a text of all of it. */
  private static void checkText(byte[] bytes) throws MalformedAnswerException {
    var decoder = StandardCharsets.UTF_8.newDecoder();
    var in = ByteBuffer.wrap(bytes);
    var out = CharBuffer.allocate(CHECKED_AT_ONCE);
    CoderResult result = CoderResult.OVERFLOW;
    while (result.isOverflow()) {
      out.clear();
      result = decoder.decode(in, out, true);
    }
    if (result.isError()) {
      throw new MalformedAnswerException(Defect.NOT_UTF8, PAGE);
    }
  }

  private static String text(byte[] bytes, PageSlices.Slice slice) {
    return new String(bytes, slice.from(), slice.to() - slice.from(), StandardCharsets.UTF_8);
  }

  /**
   * Jackson takes a zero byte among the first four for UTF-16 or UTF-32, reads on in that, and
   * knows no places any more. Zero bytes are UTF-8 as well; JSON (RFC 8259, section 7) has none.
   */
  private static boolean looksLikeUtf16(byte[] bytes) {
    for (int i = 0; i < Math.min(bytes.length, 4); i++) {
      if (bytes[i] == 0) {
        return true;
      }
    }
    return false;
  }

  /** One JSON object, not too deep, no member twice: HAPI's parser would take the last of two. */
  private PageSlices slices(byte[] bytes, String place) throws MalformedAnswerException {
    if (looksLikeUtf16(bytes)) {
      throw new MalformedAnswerException(Defect.NOT_UTF8, place);
    }
    try {
      return PageSlices.of(json, bytes);
    } catch (PageSlices.NoObjectException e) {
      throw new MalformedAnswerException(Defect.NOT_JSON, place + ": " + e.getMessage());
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
