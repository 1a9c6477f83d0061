package org.claimexchange.server.patient;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.model.consent.DateRange;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.ProtectedKind;
import org.claimexchange.model.consent.Purpose;
import org.claimexchange.model.consent.VisitKind;

/** Values as people say them, in one language; times are Shanghai's. */
final class Words {
  static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final DateTimeFormatter ENGLISH_DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
  private static final DateTimeFormatter CHINESE_DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
  private static final int TAIL = 4;

  private final Language language;

  Words(Language language) {
    this.language = language;
  }

  Language language() {
    return language;
  }

  /** One of two. */
  String either(String chinese, String english) {
    return switch (language) {
      case CHINESE -> chinese;
      case ENGLISH -> english;
    };
  }

  /** Several things in a row. */
  String list(List<String> things) {
    return String.join(either("、", ", "), things);
  }

  String day(LocalDate day) {
    return (language == Language.CHINESE ? CHINESE_DAY : ENGLISH_DAY).format(day);
  }

  /** A moment to the minute. */
  String moment(Instant instant) {
    var local = instant.atZone(SHANGHAI);
    return day(local.toLocalDate()) + either("", " ") + TIME.format(local);
  }

  /** When and what kind of visit, such as 2026年3月2日至3月8日住院. */
  String when(Part part) {
    List<String> kinds = part.visitKinds().stream().map(this::kind).toList();
    return period(part.period()) + either("", ", ") + list(kinds);
  }

  /** As {@link #when}, with the source's numbers of the visits where they are named. */
  String whenExactly(Part part) {
    return part.visits().isEmpty()
        ? when(part)
        : when(part) + either("（就诊号 ", " (visit ") + list(part.visits()) + either("）", ")");
  }

  private String period(DateRange period) {
    LocalDate from = period.from();
    LocalDate to = period.to();
    if (from.equals(to)) {
      return day(from);
    }
    if (language == Language.CHINESE && from.getYear() == to.getYear()) {
      return day(from) + "至" + to.getMonthValue() + "月" + to.getDayOfMonth() + "日";
    }
    return day(from) + either("至", " to ") + day(to);
  }

  String kind(VisitKind kind) {
    return switch (kind) {
      case INPATIENT -> either("住院", "hospital stay");
      case OUTPATIENT -> either("门诊", "outpatient visits");
      case EMERGENCY -> either("急诊", "emergency visits");
      case PHARMACY -> either("药店购药", "pharmacy purchases");
    };
  }

  /** What for, with the case's last digits. */
  String purpose(Purpose purpose, String claimNumber) {
    String number = "…" + tail(claimNumber);
    return switch (purpose) {
      case CLAIM_REVIEW -> either("审核理赔案 " + number, "examining claim " + number);
      case PRE_EXISTING_CONDITIONS ->
          either(
              "核对理赔案 " + number + " 的投保前病史",
              "checking conditions before the policy, claim " + number);
      case DIRECT_SETTLEMENT ->
          either("为理赔案 " + number + " 直接赔付", "settling claim " + number + " directly");
      case SUPPLEMENT ->
          either("为理赔案 " + number + " 补充材料", "completing the documents of claim " + number);
    };
  }

  String category(String code) {
    return Category.ofCode(code).map(one -> either(one.chinese(), one.english())).orElse(code);
  }

  String categoryLine(String code) {
    return Category.ofCode(code)
        .map(one -> either(one.plainChinese(), one.plainEnglish()))
        .orElse("");
  }

  String protectedKind(ProtectedKind kind) {
    return switch (kind) {
      case MENTAL_HEALTH -> either("精神心理", "mental health");
      case HIV -> either("艾滋病", "HIV");
      case REPRODUCTIVE -> either("生殖健康", "reproductive health");
      case GENETIC -> either("遗传信息", "genetic information");
    };
  }

  String protectedLine(ProtectedKind kind) {
    return switch (kind) {
      case MENTAL_HEALTH -> either("精神、心理疾病的诊断和治疗", "Diagnosis and treatment of mental illness");
      case HIV -> either("艾滋病病毒的检测、诊断和治疗", "HIV tests, diagnosis and treatment");
      case REPRODUCTIVE -> either("妊娠、生育、流产、不孕不育等", "Pregnancy, birth, abortion, infertility");
      case GENETIC -> either("基因、染色体检测的结果", "Results of gene and chromosome tests");
    };
  }

  /** The last four letters or digits. */
  static String tail(String text) {
    return text.substring(Math.max(0, text.length() - TAIL));
  }
}
