package org.claimexchange.samples.bureau;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.claimexchange.agent.find.FileSource;
import org.claimexchange.agent.find.Found;
import org.claimexchange.agent.find.FoundFile;
import org.claimexchange.agent.find.Wanted;
import org.claimexchange.fhir.format.SourceFormat;
import org.claimexchange.samples.bureau.BureauFiles.Item;
import org.claimexchange.samples.bureau.BureauFiles.Purchase;
import org.claimexchange.samples.bureau.SettledStay.Diagnosis;
import org.claimexchange.samples.natives.NativeHospital;
import org.claimexchange.samples.natives.NativeStay;

/**
 * All that the bureau holds, by person: what it settled with the three sample hospitals, and what
 * was bought at a pharmacy. The same at every start.
 */
final class BureauArchive implements FileSource {
  private record Held(String idNumber, FoundFile file) {}

  private final List<Held> files = new ArrayList<>();

  private BureauArchive() {}

  static BureauArchive open() throws IOException {
    List<SettledStay> stays = new ArrayList<>();
    stays.addAll(HospitalSettlements.read("hospital-1.ndjson.gz"));
    stays.addAll(HospitalSettlements.read("hospital-2.ndjson.gz"));
    NativeHospital.stays().forEach(stay -> stays.add(settled(stay)));
    var archive = new BureauArchive();
    for (SettledStay stay : stays) {
      archive.add(
          stay.idNumber(),
          SourceFormat.SETTLEMENT_LIST,
          "结算清单_" + stay.visit() + ".json",
          BureauFiles.settlement(stay));
    }
    for (Purchase purchase : purchases(stays)) {
      archive.add(
          purchase.buyer().idNumber(),
          SourceFormat.FEE_LIST,
          "药店购药_" + purchase.visit() + ".json",
          BureauFiles.purchase(purchase));
    }
    return archive;
  }

  private void add(String idNumber, SourceFormat format, String name, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    files.add(
        new Held(
            idNumber, new FoundFile(format, name, "application/json", () -> bytes, List.of())));
  }

  private static SettledStay settled(NativeStay stay) {
    return new SettledStay(
        stay.idNumber(),
        stay.patient(),
        stay.male(),
        stay.birth().toString(),
        NativeHospital.CODE,
        NativeHospital.NAME,
        "31" + stay.number().substring(2),
        "S" + stay.number(),
        stay.admitted().toString(),
        stay.discharged().toString(),
        stay.diagnoses().stream().map(one -> new Diagnosis(one.code(), one.name())).toList(),
        Map.of(
            "total",
            stay.total(),
            "pooled-fund",
            stay.pooled(),
            "self-pay",
            stay.selfPay(),
            "out-of-scope",
            stay.outOfScope(),
            "personal-account",
            NativeStay.ACCOUNT,
            "cash",
            stay.cash(),
            "deductible",
            NativeStay.DEDUCTIBLE,
            "pay-first",
            BigDecimal.ZERO));
  }

  private static List<Purchase> purchases(List<SettledStay> stays) {
    return List.of(
        new Purchase(
            of(stays, "王建国"),
            "3120260831001",
            "2026-08-31",
            List.of(
                new Item("XR03DAA010A001010100001", "阿莫西林克拉维酸钾片", "盒", "23.80", 2),
                new Item("XR05CBA121A001010100002", "盐酸氨溴索片", "盒", "15.60", 1))),
        new Purchase(
            of(stays, "王建国"),
            "3120261002004",
            "2026-10-02",
            List.of(new Item("XC08CAA163A001010100003", "苯磺酸氨氯地平片", "盒", "19.90", 3))),
        new Purchase(
            of(stays, "陈志强"),
            "3120260703002",
            "2026-07-03",
            List.of(new Item("XB01ACL099A001010100004", "硫酸氢氯吡格雷片", "盒", "44.50", 2))));
  }

  private static SettledStay of(List<SettledStay> stays, String person) {
    return stays.stream().filter(stay -> stay.person().equals(person)).findFirst().orElseThrow();
  }

  @Override
  public Found find(Wanted wanted) {
    return new Found(
        files.stream()
            .filter(held -> held.idNumber().equals(wanted.person().number()))
            .map(Held::file)
            .toList(),
        List.of());
  }
}
