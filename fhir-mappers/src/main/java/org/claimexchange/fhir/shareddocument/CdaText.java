package org.claimexchange.fhir.shareddocument;

import java.util.Map;
import java.util.Optional;
import org.claimexchange.fhir.source.XmlElement;

/**
 * The sections of a shared document as one text for people: a line for each data element, {@code
 * name：value}, under the name of its section.
 */
final class CdaText {
  /** Sections by LOINC; the documents themselves name them in English. */
  private static final Map<String, String> SECTIONS =
      Map.ofEntries(
          Map.entry("10154-3", "主诉"),
          Map.entry("10164-2", "现病史"),
          Map.entry("11348-0", "既往史"),
          Map.entry("11369-6", "预防接种史"),
          Map.entry("56836-0", "输血史"),
          Map.entry("29762-2", "个人史"),
          Map.entry("49033-4", "月经史"),
          Map.entry("10157-6", "家族史"),
          Map.entry("8716-3", "生命体征"),
          Map.entry("29545-1", "体格检查"),
          Map.entry("30954-2", "辅助检查"),
          Map.entry("11450-4", "主要健康问题"),
          Map.entry("46241-6", "入院诊断"),
          Map.entry("29548-5", "诊断"),
          Map.entry("11535-2", "出院诊断"),
          Map.entry("47519-4", "手术操作"),
          Map.entry("18776-5", "治疗计划"),
          Map.entry("8648-8", "住院过程"),
          Map.entry("46209-3", "医嘱"));

  private final XmlElement body;
  private final StringBuilder text = new StringBuilder();

  CdaText(XmlElement body) {
    this.body = body;
  }

  String write(String title) {
    text.append(title).append('\n');
    body.all("component").flatMap(component -> component.all("section")).forEach(this::section);
    return text.toString();
  }

  /** The name of a section: ours by its code, else the document's own. */
  static String sectionName(XmlElement section) {
    var code = section.at("code");
    return code.flatMap(c -> c.attribute("code"))
        .flatMap(c -> Optional.ofNullable(SECTIONS.get(c)))
        .or(() -> section.at("title").map(t -> t.text().strip()).filter(t -> !t.isEmpty()))
        .or(() -> code.flatMap(c -> c.attribute("displayName")))
        .orElse("其他");
  }

  private void section(XmlElement section) {
    text.append("【").append(sectionName(section)).append("】\n");
    section
        .at("text")
        .map(CdaText::plain)
        .filter(narrative -> !narrative.isEmpty())
        .ifPresent(narrative -> text.append(narrative).append('\n'));
    section.all("entry").flatMap(XmlElement::everything).forEach(this::entry);
  }

  private void entry(XmlElement element) {
    if (element.name().equals("procedure")) {
      element
          .at("code")
          .flatMap(CdaText::coded)
          .ifPresent(value -> text.append("手术操作：").append(value).append('\n'));
    }
    if (element.name().equals("observation")) {
      element
          .at("value")
          .flatMap(CdaText::value)
          .ifPresent(value -> text.append(name(element)).append('：').append(value).append('\n'));
    }
  }

  static String name(XmlElement observation) {
    var code = observation.at("code");
    return code.flatMap(c -> c.attribute("displayName"))
        .or(() -> code.flatMap(c -> c.attribute("code")))
        .map(String::strip)
        .orElse("项目");
  }

  private static Optional<String> value(XmlElement value) {
    var written = value.text().strip();
    if (!written.isEmpty()) {
      return Optional.of(written);
    }
    var plain = value.attribute("value");
    if (plain.isPresent()) {
      var type = value.attribute("type").orElse("");
      return type.equals("BL")
          ? Optional.of(plain.get().equals("true") ? "是" : "否")
          : Optional.of(plain.get() + value.attribute("unit").map(unit -> " " + unit).orElse(""));
    }
    return coded(value);
  }

  private static Optional<String> coded(XmlElement value) {
    var code = value.attribute("code");
    var name = value.attribute("displayName");
    return name.isPresent()
        ? Optional.of(name.get() + code.map(c -> " [" + c + "]").orElse(""))
        : code;
  }

  private static String plain(XmlElement narrative) {
    var all = new StringBuilder();
    narrative.everything().forEach(element -> all.append(element.text()).append(' '));
    return all.toString().replaceAll("\\s+", " ").strip();
  }
}
