package org.claimexchange.samples.natives;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.claimexchange.samples.natives.NativeStay.Coded;
import org.claimexchange.samples.natives.NativeStay.Fee;

/**
 * 示范第三医院: no FHIR, and half of its systems write GB18030. Its export is a folder by 住院号 below that
 * of the month of discharge; the persons are those of the other sample hospitals. The same bytes at
 * every run.
 */
public final class NativeHospital {
  /** Its name for people. */
  public static final String NAME = "示范第三医院";

  /** 王建国's stay here. */
  public static final String WANG_STAY = "ZY2026092104";

  /** 陈志强's stay here. */
  public static final String CHEN_STAY = "ZY2026092109";

  /** 定点医药机构编号. */
  public static final String CODE = "H31019900003";

  private static final Charset GB18030 = Charset.forName("GB18030");

  private final BillFiles bills = new BillFiles(CODE, NAME);
  private final ClinicalFiles clinical = new ClinicalFiles(CODE, NAME);

  /** Writes the export of all stays below a folder. */
  public void export(Path root) throws IOException {
    int number = 0;
    for (NativeStay stay : stays()) {
      number++;
      Path folder =
          Files.createDirectories(
              root.resolve(stay.discharged().toString().substring(0, 7).replace("-", ""))
                  .resolve(stay.number()));
      write(folder, "结算清单.json", bills.settlement(stay), StandardCharsets.UTF_8);
      write(folder, "费用清单.csv", bills.fees(stay), GB18030);
      write(folder, "病案首页.csv", clinical.frontPage(stay), GB18030);
      write(folder, "出院小结.xml", clinical.dischargeSummary(stay), StandardCharsets.UTF_8);
      write(folder, "检验_血常规.hl7", clinical.results(stay), GB18030);
      String invoice = "%010d".formatted(93_000 + number);
      write(folder, "票据_" + invoice + ".xml", bills.invoice(stay, invoice), GB18030);
      Files.write(
          folder.resolve("票据_" + invoice + ".pdf"),
          PrintedFiles.pdf("Sample invoice " + invoice + ", no value"));
      Files.write(folder.resolve("票据_" + invoice + ".ofd"), PrintedFiles.ofd("样例票据 " + invoice));
    }
  }

  private static void write(Path folder, String name, String text, Charset charset)
      throws IOException {
    Files.write(folder.resolve(name), text.getBytes(charset));
  }

  /** Its stays. */
  public static List<NativeStay> stays() {
    return List.of(
        new NativeStay(
            "王建国",
            "310101198503029974",
            true,
            LocalDate.of(1985, 3, 2),
            WANG_STAY,
            "BA309104",
            "骨科",
            LocalDate.of(2026, 9, 21),
            LocalDate.of(2026, 9, 26),
            List.of(new Coded("S52.500x001", "桡骨远端骨折"), new Coded("I10.x00x002", "高血压")),
            new Coded("79.1200", "桡骨骨折闭合复位内固定术"),
            fees("2680.00")),
        new NativeStay(
            "陈志强",
            "310104197605039991",
            true,
            LocalDate.of(1976, 5, 3),
            CHEN_STAY,
            "BA309109",
            "骨科",
            LocalDate.of(2026, 9, 20),
            LocalDate.of(2026, 9, 25),
            List.of(new Coded("S82.600x001", "外踝骨折"), new Coded("E78.500", "高脂血症")),
            new Coded("79.1600", "踝骨骨折闭合复位内固定术"),
            fees("2910.00")));
  }

  private static List<Fee> fees(String operation) {
    return List.of(
        fee("01", "001109000010000-110900001", "普通病房床位费", "日", "55.00", 5, "01", "0.00"),
        fee("02", "001102000050000-110200005", "住院诊察费", "日", "40.00", 5, "01", "0.00"),
        fee("03", "002101020150000-210102015", "数字化摄影", "次", "120.00", 2, "02", "0.00"),
        fee("04", "002501010150000-250101015", "血细胞分析", "次", "20.00", 1, "01", "0.00"),
        fee("06", "003315230050000-331523005", "桡骨内固定术", "次", operation, 1, "01", "0.00"),
        fee("08", "C0301010010000000001", "接骨板", "套", "1860.00", 1, "03", "1860.00"),
        fee("09", "XJ01DBT052B001010", "注射用头孢唑林钠", "支", "12.50", 6, "01", "0.00"));
  }

  private static Fee fee(
      String feeClass,
      String code,
      String item,
      String unit,
      String price,
      int quantity,
      String grade,
      String selfFunded) {
    return new Fee(
        feeClass,
        code,
        item,
        unit,
        new BigDecimal(price),
        quantity,
        grade,
        new BigDecimal(selfFunded));
  }
}
