package org.claimexchange.fhir.shareddocument;

import java.util.Optional;
import org.claimexchange.fhir.source.Defect;
import org.claimexchange.fhir.source.Findings;
import org.claimexchange.fhir.source.Times;
import org.claimexchange.fhir.source.XmlElement;
import org.hl7.fhir.r4.model.DateTimeType;

/** Reads single values of a CDA document; what is missing or wrong is noted. */
final class CdaReader {
  private final Findings findings;

  CdaReader(Findings findings) {
    this.findings = findings;
  }

  /** A mandatory attribute at the end of a way of elements, such as {@code code@code}. */
  String attribute(XmlElement from, String path, String attribute) {
    var at = from.at(path.split("\\.", -1));
    return at.flatMap(element -> element.attribute(attribute))
        .map(String::strip)
        .orElseGet(() -> {
          missing(path + "@" + attribute, at.orElse(from).line());
          return "";
        });
  }

  /** A mandatory text of an element. */
  String text(XmlElement from, String path) {
    return optionalText(from, path)
        .orElseGet(() -> {
          missing(path, from.at(path.split("\\.", -1)).orElse(from).line());
          return "";
        });
  }

  /** A text of an element; empty where it is not there or blank. */
  Optional<String> optionalText(XmlElement from, String path) {
    return from.at(path.split("\\.", -1))
        .map(element -> element.text().strip())
        .filter(text -> !text.isEmpty());
  }

  /** A mandatory time in {@code @value}. */
  DateTimeType time(XmlElement from, String path) {
    var at = from.at(path.split("\\.", -1));
    if (at.flatMap(element -> element.attribute("value")).isEmpty()) {
      missing(path + "@value", at.orElse(from).line());
      return new DateTimeType();
    }
    return optionalTime(from, path).orElseGet(DateTimeType::new);
  }

  /** A time in {@code @value}; empty where it is not there or blank. */
  Optional<DateTimeType> optionalTime(XmlElement from, String path) {
    var at = from.at(path.split("\\.", -1));
    var value = at.flatMap(element -> element.attribute("value"));
    if (value.isEmpty()) {
      return Optional.empty();
    }
    var time = Times.parse(value.get().strip());
    if (time.isEmpty()) {
      findings.problem(
          Defect.WRONG_TYPE, path + "@value", at.orElse(from).line(), "a time: YYYYMMDD[hhmm[ss]]");
    }
    return time;
  }

  /** The extension of the first id of a root among the children of an element. */
  Optional<String> id(XmlElement of, String root) {
    return of.all("id")
        .filter(id -> id.attribute("root").filter(root::equals).isPresent())
        .flatMap(id -> id.attribute("extension").stream())
        .map(String::strip)
        .filter(text -> !text.isEmpty() && !text.equals("-") && !text.equals("/"))
        .findFirst();
  }

  /** Notes that something mandatory is not there. */
  void missing(String path, int line) {
    findings.problem(Defect.MISSING, path, line, "a value");
  }
}
