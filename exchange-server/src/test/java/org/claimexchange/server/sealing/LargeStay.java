package org.claimexchange.server.sealing;

import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.claimexchange.fhir.read.Answer;
import org.claimexchange.fhir.read.FhirReader;
import org.claimexchange.fhir.read.MalformedAnswerException;
import org.claimexchange.model.consent.DateRange;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.VisitKind;
import org.hl7.fhir.r4.model.Resource;

/**
 * A long stay in intensive care as a hospital answers it: pages of charge lines of about 2 KB, one
 * invoice that refers to every line, one settlement. The pages lie in files, as they lie in the
 * database of the exchange: outside of the heap.
 */
final class LargeStay implements Answer {
  static final String VISIT = "ZY2026100088";
  private static final String BASE = "https://his.example/fhir/";
  private static final String OWN = "https://claimexchange.org/fhir/";
  private static final int LINES_A_PAGE = 200;
  private static final int LARGEST_PAGE = 16 << 20;

  private static final String[][] ITEMS = {
    {"重症监护(ICU)床位费", "床位费", "日", "A"},
    {"有创呼吸机辅助通气(含监测)", "治疗费", "小时", "A"},
    {"注射用美罗培南 0.5g(粉针剂)", "西药费", "支", "B"},
    {"血气分析(动脉血，含电解质与乳酸测定)", "化验费", "次", "A"},
    {"一次性使用中心静脉导管包(双腔，进口)", "卫生材料费", "套", "C"},
    {"持续性血液净化治疗(CRRT)", "治疗费", "小时", "A"},
    {"人血白蛋白注射液 20% 50ml", "西药费", "瓶", "B"},
    {"床旁胸部 X 线摄影(数字化 DR)", "检查费", "次", "A"},
    {"特级护理(含口腔护理、压疮预防)", "护理费", "日", "A"},
    {"参附注射液 50ml(中药注射剂)", "中成药费", "瓶", "B"}
  };

  private final Path folder;
  private final FhirReader reader = new FhirReader(SamplePackage.FHIR, LARGEST_PAGE);
  private final List<String> digests = new ArrayList<>();
  private final int lines;
  private int pages;
  private long bytes;
  private BigDecimal total = BigDecimal.ZERO.setScale(2);

  private LargeStay(Path folder, int lines) {
    this.folder = folder;
    this.lines = lines;
  }

  /** Writes the pages. */
  static LargeStay of(Path folder, int lines, String number, String name) throws IOException {
    var stay = new LargeStay(folder, lines);
    var random = new Random(20261126);
    stay.page(entries -> entries.accept(person(number, name)), LargeStay::visit);
    for (int from = 0; from < lines; from += LINES_A_PAGE) {
      int first = from;
      stay.page(entries -> {
        for (int i = first; i < Math.min(lines, first + LINES_A_PAGE); i++) {
          entries.accept(stay.line(i, random));
        }
      });
    }
    stay.page(entries -> entries.accept(stay.invoice()));
    stay.page(entries -> entries.accept(stay.settlement()));
    return stay;
  }

  /** Grants all of it at a source. */
  static Part part(String source) {
    return new Part(
        source,
        List.of(VISIT),
        new DateRange(LocalDate.of(2026, 8, 1), LocalDate.of(2026, 11, 30)),
        List.of(VisitKind.INPATIENT),
        List.of("visit", "diagnosis", "fee-list", "settlement", "invoice"),
        List.of(),
        false);
  }

  /** The same records, one a line and without pages. */
  Path records() {
    return folder.resolve("records.ndjson");
  }

  int lines() {
    return lines;
  }

  long bytes() {
    return bytes;
  }

  List<String> digests() {
    return List.copyOf(digests);
  }

  @Override
  public int pages() {
    return pages;
  }

  @Override
  public void read(int number, Consumer<? super Resource> each) throws MalformedAnswerException {
    var digest = reader.readEntries(bytes(number), each).sha256();
    if (digests.size() == number) {
      digests.add(digest);
    }
  }

  /** A page as it came. */
  byte[] bytes(int number) {
    try {
      return Files.readAllBytes(folder.resolve("page-" + number + ".json"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @SafeVarargs
  private void page(Consumer<Consumer<String>>... parts) throws IOException {
    var file = folder.resolve("page-" + pages + ".json");
    try (BufferedWriter out = Files.newBufferedWriter(file);
        BufferedWriter lines =
            Files.newBufferedWriter(
                records(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      out.write("{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":[");
      var between = new String[] {""};
      for (var part : parts) {
        part.accept(resource -> {
          var kind = resource.split("\"", 5)[3];
          var id = resource.split("\"", 9)[7];
          try {
            out.write(
                between[0]
                    + "{\"fullUrl\":\"%s%s/%s\",\"resource\":%s,\"search\":{\"mode\":\"match\"}}"
                        .formatted(BASE, kind, id, resource));
            lines.write(resource + "\n");
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
          between[0] = ",";
        });
      }
      out.write("]}");
    }
    bytes += Files.size(file);
    pages++;
  }

  private static String person(String number, String name) {
    return """
    {"resourceType":"Patient","id":"p-1","identifier":[{"system":"http://www.example/none",\
    "value":"0001"},{"system":"%s","value":"%s"}],"name":[{"text":"%s"}],"gender":"female",\
    "birthDate":"%s-%s-%s"}\
    """
        .formatted(
            org.claimexchange.model.person.IdSystem.RESIDENT_ID.uri(),
            number,
            name,
            number.substring(6, 10),
            number.substring(10, 12),
            number.substring(12, 14));
  }

  private static void visit(Consumer<String> entries) {
    entries.accept(
        """
        {"resourceType":"Encounter","id":"v-1","identifier":[{"system":\
        "urn:oid:2.16.156.10011.1.12","value":"%s"}],"status":"finished","class":{"system":\
        "http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"IMP"},"serviceType":{"text":\
        "重症医学科"},"subject":{"reference":"Patient/p-1"},"period":{"start":\
        "2026-08-10T09:00:00+08:00","end":"2026-11-18T10:00:00+08:00"}}\
        """
            .formatted(VISIT));
    entries.accept(
        """
        {"resourceType":"Condition","id":"c-1","code":{"coding":[{"system":\
        "http://hl7.org/fhir/sid/icd-10-cn","code":"K85.900","display":"急性胰腺炎"}],"text":\
        "急性胰腺炎"},"subject":{"reference":"Patient/p-1"},"encounter":{"reference":\
        "Encounter/v-1"},"recordedDate":"2026-08-10"}\
        """);
  }

  private String line(int i, Random random) {
    var item = ITEMS[random.nextInt(ITEMS.length)];
    var price = BigDecimal.valueOf(100 + random.nextInt(60_000), 2);
    var quantity = 1 + random.nextInt(4);
    var amount = price.multiply(BigDecimal.valueOf(quantity));
    total = total.add(amount);
    var ratio = item[3].equals("A") ? "0" : item[3].equals("B") ? "0.1" : "1";
    var first = amount.multiply(new BigDecimal(ratio)).setScale(2, RoundingMode.HALF_UP);
    var day = LocalDate.of(2026, 8, 10).plusDays(i % 100);
    return """
    {"resourceType":"ChargeItem","id":"%1$s",\
    "meta":{"lastUpdated":"2026-11-18T11:00:00.000+08:00","source":"urn:his:billing"},\
    "extension":[{"url":"%2$sinsurance-grade","valueCode":"%3$s"},\
    {"url":"%2$sself-pay-ratio","valueDecimal":%4$s},\
    {"url":"%2$sunit-price","valueMoney":{"value":%5$s,"currency":"CNY"}},\
    {"url":"%2$sin-scope-amount","valueMoney":{"value":%6$s,"currency":"CNY"}},\
    {"url":"%2$spay-first-amount","valueMoney":{"value":%7$s,"currency":"CNY"}}],\
    "identifier":[{"system":"urn:oid:2.16.156.10011.1.99","value":"%8$s"}],"status":"billed",\
    "code":{"coding":[{"system":"https://code.nhsa.gov.cn/ypxxcode","code":"X%9$09d",\
    "display":"%10$s"},{"system":"%11$sCodeSystem/fee-class","code":"%12$s",\
    "display":"%12$s"}],"text":"%10$s"},\
    "subject":{"reference":"Patient/p-1"},"context":{"reference":"Encounter/v-1"},\
    "occurrenceDateTime":"%13$sT08:%14$02d:00+08:00","performer":[{"function":\
    {"text":"执行科室护士"},"actor":{"display":"李晓梅"}}],\
    "performingOrganization":{"display":"重症医学科一病区"},\
    "requestingOrganization":{"display":"重症医学科"},\
    "quantity":{"value":%15$d,"unit":"%16$s"},\
    "priceOverride":{"value":%17$s,"currency":"CNY"},\
    "overrideReason":"按物价部门公布的收费标准执行","enterer":{"display":"住院收费处 王敏"},\
    "enteredDate":"%13$sT23:59:00+08:00","note":[{"text":"医嘱号 %18$s，执行单已核对；\
    费用经医保实时审核系统校验，未见异常；病区已向家属说明自付部分。"}]}\
    """
        .formatted(
            "line-" + i,
            OWN + "StructureDefinition/",
            item[3],
            ratio,
            price,
            amount.subtract(first),
            first,
            VISIT + "-" + i,
            Math.floorMod(item[0].hashCode(), 1_000_000_000),
            item[0],
            OWN,
            item[1],
            day,
            i % 60,
            quantity,
            item[2],
            amount,
            "YZ" + i);
  }

  private String invoice() {
    var random = new Random(20261126);
    var items = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      // As in its line.
      random.nextInt(ITEMS.length);
      var price = BigDecimal.valueOf(100 + random.nextInt(60_000), 2);
      var amount = price.multiply(BigDecimal.valueOf(1 + random.nextInt(4)));
      items.append(
          """
          %s{"sequence":%d,"chargeItemReference":{"reference":"ChargeItem/line-%d"},\
          "priceComponent":[{"type":"base","amount":{"value":%s,"currency":"CNY"}}]}\
          """
              .formatted(i == 0 ? "" : ",", i + 1, i, amount));
    }
    return """
    {"resourceType":"Invoice","id":"inv-1","identifier":[\
    {"system":"%1$sNamingSystem/einvoice-code","value":"31060126"},\
    {"system":"%1$sNamingSystem/einvoice-number","value":"0012345678"}],"status":"balanced",\
    "subject":{"reference":"Patient/p-1"},"date":"2026-11-18","issuer":{"display":"上海市第十示范医院"},\
    "lineItem":[%2$s],"totalGross":{"value":%3$s,"currency":"CNY"}}\
    """
        .formatted(OWN, items, total);
  }

  private String settlement() {
    var fund = total.multiply(new BigDecimal("0.8")).setScale(2, RoundingMode.HALF_UP);
    var amounts = new StringBuilder();
    var between = "";
    for (var amount :
        List.of(
            List.of("total", total.toPlainString()),
            List.of("pooled-fund", fund.toPlainString()),
            List.of("cash", total.subtract(fund).toPlainString()))) {
      amounts.append(
          """
          %s{"category":{"coding":[{"system":"%sCodeSystem/settlement-amount","code":"%s"}]},\
          "amount":{"value":%s,"currency":"CNY"}}\
          """
              .formatted(between, OWN, amount.getFirst(), amount.getLast()));
      between = ",";
    }
    return """
    {"resourceType":"ExplanationOfBenefit","id":"eob-1","identifier":[\
    {"system":"%1$sNamingSystem/settlement-number","value":"JS2026111800012"}],"status":"active",\
    "type":{"text":"住院结算"},"use":"claim","patient":{"reference":"Patient/p-1"},\
    "created":"2026-11-18","insurer":{"display":"示范市医疗保险事业管理中心"},\
    "provider":{"display":"上海市第十示范医院"},"outcome":"complete",\
    "insurance":[{"focal":true,"coverage":{"display":"城镇职工基本医疗保险"}}],\
    "item":[{"sequence":1,"productOrService":{"text":"住院医疗费"},"encounter":[{"reference":\
    "Encounter/v-1"}]}],"total":[%2$s]}\
    """
        .formatted(OWN, amounts);
  }
}
