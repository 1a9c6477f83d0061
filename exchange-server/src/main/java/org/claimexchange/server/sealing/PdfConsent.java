package org.claimexchange.server.sealing;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.model.consent.ConsentOpenings;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.Terms;
import org.claimexchange.model.disclosure.Opening;
import org.claimexchange.server.sealing.PdfSheet.Cell;
import org.claimexchange.server.sealing.PdfSheet.Column;
import org.claimexchange.server.sealing.PdfSheet.Fact;

/** Who agreed to what, and how all of it can be checked. */
final class PdfConsent {

  private final PdfSheet sheet;
  private final PackageContent content;
  private final Optional<URI> verification;

  PdfConsent(PdfSheet sheet, PackageContent content, Optional<URI> verification) {
    this.sheet = sheet;
    this.content = content;
    this.verification = verification;
  }

  void write(int place) throws SealingException {
    ConsentOpenings openings = content.consent().openings();
    Terms terms = openings.terms().value();
    sheet.chapter(PdfWords.ordinal(place) + "、授权与核验");
    sheet.section("授权");
    sheet.facts(
        List.of(
            new Fact("授权编号", content.consent().statement().consent()),
            new Fact("请求编号", content.consent().statement().request()),
            new Fact("资料所属人", openings.subject().value().name()),
            new Fact(
                "授权人",
                openings.grantor().value().name()
                    + "（"
                    + PdfWords.relation(openings.relation().value())
                    + "）"),
            new Fact("用途", PdfWords.purpose(openings.purpose().value())),
            new Fact(
                "接收方",
                openings.recipients().value().stream()
                    .map(recipient -> name(recipient.participant()))
                    .collect(Collectors.joining("、"))),
            new Fact(
                "授权期间",
                PdfWords.minute(terms.notBefore()) + " 至 " + PdfWords.minute(terms.notAfter())),
            new Fact("可调取次数", terms.uses() + " 次")));
    sheet.section("授权范围");
    sheet.table(
        List.of(Column.text("来源", 2f), Column.text("就诊", 2.2f), Column.text("类别", 4.2f)),
        openings.parts().stream().map(Opening::value).map(this::row).toList());
    sheet.section("如何核验");
    sheet.paragraph(
        "本文件带有电子签名，可用支持 PAdES 的阅读器核验。资料包内另有：授权人签名的授权文本（consent.json）、"
            + "监管方与运行方节点对授权和放行状态的背书（evidence.json）、逐份签名的结构化文档（documents/）"
            + "以及覆盖全部文件的清单签名（META-INF/）。凭根证书即可离线核验，无需联系任何一方。",
        PdfStyle.BODY);
    if (verification.isPresent()) {
      String link = verification.get() + "#" + content.delivery();
      sheet.code(link, List.of("扫码查看核验方法，无需登录：", link, "# 后面是本资料包的编号，只留在您的浏览器里。"));
    }
    sheet.paragraph("授权撤回后，尚未下载的资料不再提供；已交付的资料由接收方依法保存和处理。", PdfStyle.BODY);
  }

  private List<Cell> row(Part part) {
    return List.of(
        Cell.strong(name(part.source())), Cell.of(visits(part)), Cell.of(categories(part)));
  }

  private static String visits(Part part) {
    if (!part.visits().isEmpty()) {
      return String.join("、", part.visits());
    }
    return part.period().from()
        + " 至 "
        + part.period().to()
        + "\n"
        + part.visitKinds().stream().map(PdfWords::visitKind).collect(Collectors.joining("、"));
  }

  private static String categories(Part part) {
    String plain =
        part.categories().stream()
            .map(code -> Category.ofCode(code).map(Category::chinese).orElse(code))
            .collect(Collectors.joining("、"));
    String kinds =
        part.protectedKinds().stream()
            .map(PdfWords::protectedKind)
            .collect(Collectors.joining("、"));
    return kinds.isEmpty() ? plain : plain + "\n单独同意：" + kinds;
  }

  private String name(String participant) {
    return content.participants().stream()
        .filter(known -> known.id().equals(participant))
        .map(ParticipantName::name)
        .findFirst()
        .orElse(participant);
  }
}
