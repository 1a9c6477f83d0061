package org.claimexchange.fhir.source;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads XML 1.0 in one pass, within limits. A document type declaration is refused at once, so that
 * no entity but the five of XML is ever looked up, and nothing is fetched.
 */
public final class XmlTree {
  private static final int MOST_ELEMENTS = 300_000;

  private final XMLStreamReader reader;
  private final Limits limits;
  private final Set<String> published;
  private String path = "";
  private int elements;

  private XmlTree(XMLStreamReader reader, Limits limits, Set<String> published) {
    this.reader = reader;
    this.limits = limits;
    this.published = published;
  }

  /**
   * Reads the document element.
   *
   * @param published all names of the format; a path repeats no other
   * @throws RefusedException with path and line of what cannot be read
   */
  public static XmlElement read(SourceText source, Limits limits, Set<String> published)
      throws RefusedException {
    int start = source.text().indexOf('<');
    if (start < 0 || !source.text().substring(0, start).isBlank()) {
      throw new RefusedException(new Problem(Defect.MALFORMED, "", 1, "XML"));
    }
    try {
      var reader = factory().createXMLStreamReader(new StringReader(source.text()));
      var tree = new XmlTree(reader, limits, published);
      try {
        return tree.document(source);
      } catch (XMLStreamException e) {
        // Not as a cause: its message holds what stood there.
        throw tree.broken(e);
      } catch (MissingResourceException e) {
        // The JDK's parser throws it where it has no words for what is wrong in a DTD.
        throw tree.refused(Defect.FORBIDDEN, "no document type declaration");
      } finally {
        reader.close();
      }
    } catch (XMLStreamException e) {
      throw new RefusedException(new Problem(Defect.MALFORMED, "", 1, "XML"));
    }
  }

  private static XMLInputFactory factory() {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    factory.setXMLResolver((publicId, systemId, base, namespace) -> {
      throw new XMLStreamException("nothing is looked up");
    });
    return factory;
  }

  private XmlElement document(SourceText source) throws XMLStreamException, RefusedException {
    source.agreesWith(
        reader.getCharacterEncodingScheme() == null ? "" : reader.getCharacterEncodingScheme(),
        "encoding",
        1);
    while (reader.hasNext()) {
      int event = reader.next();
      if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
        throw refused(Defect.FORBIDDEN, "no document type declaration");
      }
      if (event == XMLStreamConstants.START_ELEMENT) {
        var root = element(1);
        toEnd();
        return root;
      }
    }
    throw refused(Defect.MALFORMED, "an XML element");
  }

  private void toEnd() throws XMLStreamException {
    while (reader.hasNext()) {
      reader.next();
    }
  }

  private XmlElement element(int depth) throws XMLStreamException, RefusedException {
    var outer = path;
    var name = reader.getLocalName();
    path = Fields.below(outer, name, published);
    if (depth > limits.depth()) {
      throw refused(Defect.TOO_DEEP, "at most " + limits.depth() + " levels");
    }
    if (++elements > MOST_ELEMENTS) {
      throw refused(Defect.TOO_LARGE, "at most " + MOST_ELEMENTS + " elements");
    }
    int line = reader.getLocation().getLineNumber();
    var attributes = attributes();
    List<XmlElement> children = new ArrayList<>();
    var text = new StringBuilder();
    int event;
    while ((event = reader.next()) != XMLStreamConstants.END_ELEMENT) {
      switch (event) {
        case XMLStreamConstants.START_ELEMENT -> children.add(element(depth + 1));
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            append(text);
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw refused(Defect.FORBIDDEN, "no entity but those of XML itself");
        default -> {
          // Comments and processing instructions say nothing.
        }
      }
    }
    path = outer;
    return new XmlElement(name, attributes, List.copyOf(children), text.toString(), line);
  }

  private void append(StringBuilder text) throws RefusedException {
    text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
    tooLong(text.length());
  }

  private Map<String, String> attributes() throws RefusedException {
    if (reader.getAttributeCount() == 0) {
      return Map.of();
    }
    Map<String, String> attributes = new HashMap<>();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      tooLong(reader.getAttributeValue(i).length());
      attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
    }
    return attributes;
  }

  private void tooLong(int length) throws RefusedException {
    if (length > limits.fieldChars()) {
      throw refused(Defect.FIELD_TOO_LONG, "at most " + limits.fieldChars() + " characters");
    }
  }

  private RefusedException broken(XMLStreamException e) {
    boolean ended =
        e.getMessage() != null
            && e.getMessage().contains("XML document structures must start and end");
    int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNumber());
    return new RefusedException(
        new Problem(
            ended ? Defect.TRUNCATED : Defect.MALFORMED,
            path,
            line,
            ended ? "the end of the XML document" : "XML"));
  }

  private RefusedException refused(Defect defect, String expected) {
    return new RefusedException(
        new Problem(defect, path, reader.getLocation().getLineNumber(), expected));
  }
}
