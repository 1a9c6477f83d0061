package org.claimexchange.verifier.trace;

import java.util.ArrayList;
import java.util.List;

/** The report for people, in Chinese; times are in Asia/Shanghai. */
public final class TraceText {
  /** In characters; a line that one fact alone makes longer stays whole. */
  private static final int LINE = 120;

  private static final String INDENT = "    ";

  private TraceText() {}

  /** The report, line by line. */
  public static List<String> write(TraceReport report) {
    List<String> lines = new ArrayList<>();
    for (ConsentStory story : report.consents()) {
      if (story.steps().isEmpty()) {
        lines.add(oneLine(story));
      } else {
        story(story, lines);
      }
    }
    end(report, lines);
    if (report.findings().isEmpty()) {
      lines.add("核对结果：账本与监管数据相符，未发现问题。");
    } else {
      lines.add("核对结果：发现 " + report.findings().size() + " 处问题。");
      report.findings().forEach(finding -> lines.add(line(finding)));
    }
    return lines;
  }

  private static String oneLine(ConsentStory story) {
    return String.join(
        "  ",
        story.consent(),
        Words.shanghai(story.grantedAt()),
        story.state().word(),
        story.insurer().isEmpty() ? "申请方不明" : story.insurer());
  }

  private static void story(ConsentStory story, List<String> lines) {
    lines.add(
        "授权 "
            + story.consent()
            + "  "
            + story.state().word()
            + (story.insurer().isEmpty() ? "" : "  " + story.insurer()));
    for (StoryStep step : story.steps()) {
      lines.add(
          String.join(
              "  ",
              Words.shanghai(step.time()),
              step.title(),
              "区块 " + step.block(),
              "交易 " + step.transaction()));
      facts(step, lines);
    }
  }

  private static void facts(StoryStep step, List<String> lines) {
    StringBuilder line = new StringBuilder();
    for (Fact fact : step.facts()) {
      String told = fact.label() + "：" + fact.value();
      if (!line.isEmpty() && line.length() + told.length() > LINE) {
        lines.add(INDENT + line);
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : "；").append(told);
    }
    if (!line.isEmpty()) {
      lines.add(INDENT + line);
    }
    if (!step.inFeed()) {
      lines.add(INDENT + "监管数据中没有可用的内容，只按账本所载：由 " + step.creator() + " 提交");
    }
  }

  private static void end(TraceReport report, List<String> lines) {
    lines.add(
        "账本：区块 0 至 %d，生效交易 %d 笔，作废 %d 笔，末块头 SHA-256 %s"
            .formatted(
                report.ledger().height() - 1,
                report.ledger().transactions(),
                report.ledger().voided(),
                report.ledger().lastHash()));
    lines.add(
        "监管数据：%d 条，末条编号 %d，其中 %d 条的交易未在这些区块中生效"
            .formatted(report.feed().lines(), report.feed().last(), report.feed().passedOver()));
    if (report.refusedRequests() + report.openRequests() > 0) {
      lines.add(
          "未成授权的申请：被拒绝 %d 件，未答复 %d 件".formatted(report.refusedRequests(), report.openRequests()));
    }
  }

  private static String line(Finding finding) {
    StringBuilder line = new StringBuilder("  [" + finding.kind().id() + "] ");
    line.append(finding.kind().sentence());
    if (!finding.detail().isEmpty()) {
      line.append("：").append(finding.detail());
    }
    if (finding.block() >= 0) {
      line.append("，区块 ").append(finding.block());
    }
    if (!finding.transaction().isEmpty()) {
      line.append("，交易 ").append(finding.transaction());
    }
    return line.toString();
  }
}
