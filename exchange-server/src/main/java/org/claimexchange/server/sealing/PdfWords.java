package org.claimexchange.server.sealing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.claimexchange.model.consent.ProtectedKind;
import org.claimexchange.model.consent.Purpose;
import org.claimexchange.model.consent.RelationKind;
import org.claimexchange.model.consent.VisitKind;

/** How values read in Chinese. */
final class PdfWords {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
  private static final String[] DIGITS = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

  private PdfWords() {}

  /** An amount in yuan, at least two decimals, as exact as it came. */
  static String yuan(BigDecimal amount) {
    BigDecimal shown = amount.scale() < 2 ? amount.setScale(2, RoundingMode.UNNECESSARY) : amount;
    DecimalFormat format =
        new DecimalFormat("#,##0.00", DecimalFormatSymbols.getInstance(Locale.ROOT));
    format.setMaximumFractionDigits(shown.scale());
    return format.format(shown);
  }

  static String number(Optional<BigDecimal> number) {
    return number.map(BigDecimal::toPlainString).orElse("");
  }

  static String amount(Optional<BigDecimal> amount) {
    return amount.map(PdfWords::yuan).orElse("");
  }

  static String day(Optional<LocalDate> day) {
    return day.map(LocalDate::toString).orElse("");
  }

  static String minute(Instant time) {
    return MINUTE.format(time.atZone(SHANGHAI));
  }

  static String minute(Optional<Instant> time) {
    return time.map(PdfWords::minute).orElse("");
  }

  static String day(Instant time) {
    return time.atZone(SHANGHAI).toLocalDate().toString();
  }

  /** 一 to 九十九. */
  static String ordinal(int number) {
    String tens = number < 10 ? "" : (number < 20 ? "" : DIGITS[number / 10]) + "十";
    return tens + DIGITS[number % 10];
  }

  static String purpose(Purpose purpose) {
    return switch (purpose) {
      case CLAIM_REVIEW -> "理赔审核";
      case PRE_EXISTING_CONDITIONS -> "既往症核查";
      case DIRECT_SETTLEMENT -> "直赔预授权";
      case SUPPLEMENT -> "补充材料";
    };
  }

  static String relation(RelationKind relation) {
    return switch (relation) {
      case SELF -> "本人";
      case GUARDIAN -> "监护人";
      case ATTORNEY -> "受托人";
      case NEAR_RELATIVE -> "近亲属";
    };
  }

  static String visitKind(VisitKind kind) {
    return switch (kind) {
      case INPATIENT -> "住院";
      case OUTPATIENT -> "门诊";
      case EMERGENCY -> "急诊";
      case PHARMACY -> "药店购药";
    };
  }

  static String protectedKind(ProtectedKind kind) {
    return switch (kind) {
      case MENTAL_HEALTH -> "精神心理";
      case HIV -> "艾滋病";
      case REPRODUCTIVE -> "生殖健康";
      case GENETIC -> "遗传信息";
    };
  }
}
