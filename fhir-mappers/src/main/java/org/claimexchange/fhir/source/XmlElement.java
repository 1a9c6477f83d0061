package org.claimexchange.fhir.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An XML element. It hides itself from logs.
 *
 * @param name local name; namespaces are not looked at
 * @param attributes by local name
 * @param children elements, in the order of the file
 * @param text all character data in it, without that of its children
 * @param line line of the file, from 1
 */
public record XmlElement(
    String name, Map<String, String> attributes, List<XmlElement> children, String text, int line) {

  /** An attribute; empty where it is not there or blank. */
  public Optional<String> attribute(String attribute) {
    return Optional.ofNullable(attributes.get(attribute)).filter(value -> !value.isBlank());
  }

  /** The children of a name. */
  public Stream<XmlElement> all(String child) {
    return children.stream().filter(element -> element.name.equals(child));
  }

  /** The element at the end of a way of names, the first child of its name at each step. */
  public Optional<XmlElement> at(String... way) {
    Optional<XmlElement> here = Optional.of(this);
    for (String step : way) {
      here = here.flatMap(element -> element.all(step).findFirst());
    }
    return here;
  }

  /** This element and all below it, in the order of the file. */
  public Stream<XmlElement> everything() {
    return Stream.concat(Stream.of(this), children.stream().flatMap(XmlElement::everything));
  }

  /** As fields: children with children are tables, children of one name are rows. */
  public Value.Table asTable() {
    Map<String, List<XmlElement>> byName = new LinkedHashMap<>();
    for (XmlElement child : children) {
      byName.computeIfAbsent(child.name, name -> new ArrayList<>()).add(child);
    }
    Map<String, Value> fields = new LinkedHashMap<>();
    byName.forEach((name, elements) -> {
      List<Value> same = elements.stream().map(XmlElement::asValue).toList();
      fields.put(
          name,
          same.size() == 1 ? same.getFirst() : new Value.Rows(same, elements.getFirst().line));
    });
    return new Value.Table(fields, line);
  }

  private Value asValue() {
    return children.isEmpty() ? new Value.Cell(text, line) : asTable();
  }

  @Override
  public String toString() {
    return "XmlElement[" + name + ", line " + line + "]";
  }
}
