package org.claimexchange.fhir.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.commons.csv.CSVFormat;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** Reads the fields of a record file without any of the product's code: all values by field. */
final class NativeValues {
  private final Map<String, List<String>> values = new LinkedHashMap<>();

  private NativeValues() {}

  static Map<String, List<String>> of(String format, byte[] bytes) throws Exception {
    var read = new NativeValues();
    var text = decode(bytes);
    switch (format) {
      case "settlement-list", "fee-list-json" -> read.json(new ObjectMapper().readTree(text), "");
      case "fee-list-csv", "front-page" -> read.csv(text);
      case "result-message" -> read.message(text);
      default -> read.xml(text);
    }
    return read.values;
  }

  private static String decode(byte[] bytes) {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      return new String(bytes, RecordFolder.GB18030);
    }
  }

  private void add(String field, String value) {
    if (!value.isBlank()) {
      values.computeIfAbsent(field, key -> new ArrayList<>()).add(value.strip());
    }
  }

  private void json(JsonNode node, String path) {
    if (node.isObject()) {
      node.properties()
          .forEach(entry -> {
            boolean frame = entry.getKey().equals("input") || entry.getKey().equals("feedetail");
            var prefix = path.isEmpty() ? "" : path + ".";
            json(entry.getValue(), frame ? path : prefix + entry.getKey());
          });
    } else if (node.isArray()) {
      node.forEach(element -> json(element, path));
    } else if (!node.isNull()) {
      add(path, node.asText());
    }
  }

  private void csv(String text) throws Exception {
    try (var parser =
        CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .get()
            .parse(new StringReader(text))) {
      for (var record : parser) {
        record.toMap().forEach(this::add);
      }
    }
  }

  private void message(String text) {
    for (String segment : text.replace("\u000B", "").replace("\u001C", "").split("[\r\n]+", -1)) {
      if (segment.isBlank()) {
        continue;
      }
      var fields = segment.split("\\|", -1);
      int shift = fields[0].equals("MSH") ? 1 : 0;
      for (int f = 1; f < fields.length; f++) {
        var name = fields[0] + "-" + (f + shift);
        // A unit alone, of a result that was not made, is in the file only.
        boolean result = fields[0].equals("OBX") && !fields[5].isBlank();
        var typed = result ? "OBX[" + fields[2] + "]-" + f : name;
        if (fields[0].equals("OBX") && f != 5 && fields[2].equals("ED")) {
          continue;
        }
        var whole = new ArrayList<String>();
        for (String repetition : fields[f].split("~", -1)) {
          var components = repetition.split("\\^", -1);
          for (int c = 0; c < components.length; c++) {
            add(name + "." + (c + 1), unescape(components[c]));
            if (!typed.equals(name)) {
              add(typed + "." + (c + 1), unescape(components[c]));
            }
          }
          whole.add(unescape(components[0]));
        }
        if (!typed.equals(name)) {
          add(typed, String.join("\n", whole));
        }
      }
    }
  }

  private static String unescape(String text) {
    return text.replace("\\T\\", "&")
        .replace("\\S\\", "^")
        .replace("\\R\\", "~")
        .replace("\\F\\", "|");
  }

  private void xml(String text) throws Exception {
    var factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    var source = new InputSource(new StringReader(text));
    element(factory.newDocumentBuilder().parse(source).getDocumentElement(), "");
  }

  private void element(Element element, String path) {
    var own = new StringBuilder();
    for (var child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element inner) {
        var name = inner.getLocalName();
        var way = path.isEmpty() ? name : path + "." + name;
        if (name.equals("id") && inner.hasAttribute("root") && !path.isEmpty()) {
          add(way + "[" + inner.getAttribute("root") + "]", inner.getAttribute("extension"));
        }
        if (name.equals("observation")) {
          observation(inner);
        }
        element(inner, name.equals("procedure") ? "procedure" : way);
      } else {
        own.append(child.getTextContent());
      }
    }
    add(path, own.toString());
    var attributes = element.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      add(path + "@" + attributes.item(i).getLocalName(), attributes.item(i).getNodeValue());
    }
  }

  private void observation(Element observation) {
    String code = "";
    for (var child = observation.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element inner && inner.getLocalName().equals("code")) {
        code = "observation[" + inner.getAttribute("code") + "]";
      } else if (child instanceof Element inner && inner.getLocalName().equals("value")) {
        add(code, inner.getTextContent());
        add(code + "@value", inner.getAttribute("value"));
        add(code + "@code", inner.getAttribute("code"));
        add(code + "@displayName", inner.getAttribute("displayName"));
      }
    }
  }
}
