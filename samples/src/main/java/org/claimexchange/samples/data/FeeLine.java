package org.claimexchange.samples.data;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One line of a fee list (费用清单).
 *
 * @param day when
 * @param feeClass 收费类别, such as 床位费
 * @param grade 甲, 乙 or 丙
 * @param ratio 自付比例, 0 to 1
 * @param price of one unit, in yuan
 */
record FeeLine(
    LocalDate day,
    String feeClass,
    String item,
    String grade,
    BigDecimal ratio,
    String unit,
    BigDecimal price,
    BigDecimal quantity) {

  BigDecimal amount() {
    return price.multiply(quantity).setScale(2, RoundingMode.HALF_UP);
  }

  /** The lines of a stay, day by day. */
  static List<FeeLine> of(Stay stay) {
    var first = ShanghaiTime.day(stay.start());
    int days = (int) Math.max(1, ChronoUnit.DAYS.between(first, ShanghaiTime.day(stay.end())));
    var lines = new ArrayList<FeeLine>();
    for (var fee : stay.fees()) {
      for (int day : days(fee.get(7), days)) {
        lines.add(
            new FeeLine(
                first.plusDays(day - 1L),
                text(fee, 0),
                text(fee, 1),
                text(fee, 2),
                new BigDecimal(text(fee, 3)),
                text(fee, 4),
                new BigDecimal(text(fee, 5)),
                new BigDecimal(text(fee, 6))));
      }
    }
    lines.sort(Comparator.comparing(FeeLine::day));
    return List.copyOf(lines);
  }

  private static List<Integer> days(Object when, int days) {
    return switch (when) {
      case Integer day -> List.of(day);
      case List<?> some -> some.stream().map(Integer.class::cast).toList();
      case String text when text.equals("daily") -> IntStream.rangeClosed(1, days).boxed().toList();
      default -> throw new IllegalArgumentException("not a day of a stay: " + when);
    };
  }

  private static String text(List<Object> fee, int column) {
    return fee.get(column).toString();
  }
}
