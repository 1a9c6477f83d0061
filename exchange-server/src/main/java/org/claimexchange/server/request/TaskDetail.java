package org.claimexchange.server.request;

import java.time.Instant;
import java.util.List;

/**
 * What of a request's way is known elsewhere and shown in its Task.
 *
 * @param businessStatus where it stands in the business's words
 * @param deliveries ids of what may be fetched, oldest first
 * @param consent id of the consent, one element; empty while there is none
 * @param missing the sources that have not handed over all, in the order of the parts
 */
public record TaskDetail(
    BusinessStatus businessStatus,
    List<String> deliveries,
    List<String> consent,
    List<Missing> missing) {
  public TaskDetail {
    deliveries = List.copyOf(deliveries);
    consent = List.copyOf(consent);
    missing = List.copyOf(missing);
  }

  /**
   * A source that has not handed over all.
   *
   * @param participant its id
   * @param name its full legal name
   * @param late whether it is still waited for; otherwise it was given up
   * @param until until when it is waited for
   */
  public record Missing(String participant, String name, boolean late, Instant until) {}

  /** Where a request stands, in the business's words. */
  public enum BusinessStatus {
    /** not on the ledger yet. */
    BEING_RECORDED("being-recorded", "申请登记中"),
    /** the link waits for the person. */
    WAITING_FOR_PERSON("waiting-for-person", "等待被授权人答复"),
    /** sources are being asked. */
    COLLECTING("collecting", "医院核对中"),
    /** a source is late. */
    WAITING_FOR_SOURCE("waiting-for-source", "等待医院资料"),
    /** the package is being made. */
    SEALING("sealing", "资料整理中"),
    /** the package may be fetched. */
    READY("ready", "资料包可领取"),
    /** the package may be fetched, and a source is missing from it. */
    READY_WITHOUT_SOME("ready-without-some", "资料包可领取,部分医院资料未到"),
    /** the insurer signed for it. */
    RECEIVED("received", "已签收"),
    /** it has ended without a package. */
    ENDED("ended", "已结束"),
    /** the package is erased. */
    ERASED("erased", "资料包已删除");

    private final String code;
    private final String chinese;

    BusinessStatus(String code, String chinese) {
      this.code = code;
      this.chinese = chinese;
    }

    /** For programs. */
    public String code() {
      return code;
    }

    /** For people. */
    public String chinese() {
      return chinese;
    }
  }

  /** Tells the detail of a request. */
  @FunctionalInterface
  public interface Source {
    /** The detail, of what stands now. */
    TaskDetail of(RequestRow request);
  }
}
