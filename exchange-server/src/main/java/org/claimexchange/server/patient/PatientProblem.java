package org.claimexchange.server.patient;

import org.springframework.http.HttpStatus;

/** What can go wrong for a person on the page; each has a sentence in both languages. */
enum PatientProblem {
  MALFORMED(
      HttpStatus.BAD_REQUEST,
      "malformed",
      "页面送来的内容不完整，请刷新页面后重试。",
      "What the page sent is not complete. Please reload it and try again."),
  TOO_LARGE(
      HttpStatus.CONTENT_TOO_LARGE,
      "too-large",
      "页面送来的内容太大，请刷新页面后重试。",
      "What the page sent is too large. Please reload it and try again."),
  NOT_LOGGED_IN(HttpStatus.UNAUTHORIZED, "not-logged-in", "请重新登录。", "Please log in again."),
  LOGIN_REFUSED(
      HttpStatus.FORBIDDEN,
      "login-refused",
      "没有确认是您本人，请重新登录。",
      "We could not confirm who you are. Please log in again."),
  LINK_CLOSED(HttpStatus.NOT_FOUND, "link-closed", "没有可以显示的申请。", "There is no request to show."),
  NOT_FOUND(HttpStatus.NOT_FOUND, "not-found", "没有找到，或者它不属于登录的人。", "Not found, or not yours."),
  REQUEST_CLOSED(
      HttpStatus.CONFLICT,
      "request-closed",
      "这个申请已经答复过，或已过期。",
      "This request has been answered or has expired."),
  NOT_AS_SHOWN(
      HttpStatus.CONFLICT,
      "not-as-shown",
      "签署的内容与显示的授权书不一致，没有签署。请重新查看后再签。",
      "What was signed is not what was shown; nothing was signed. Please look again and sign."),
  NOT_SIGNED(
      HttpStatus.CONFLICT,
      "not-signed",
      "没有签署成功，什么资料都没有送出。",
      "Signing did not work. Nothing has been sent."),
  NOT_WITHDRAWN(
      HttpStatus.CONFLICT,
      "not-withdrawn",
      "没有撤回成功，授权仍然有效。",
      "Withdrawing did not work; the authorization is still in force."),
  NOT_REFUSED(
      HttpStatus.SERVICE_UNAVAILABLE,
      "not-refused",
      "您的答复还没有记录下来，请稍后再试。什么资料都没有送出。",
      "Your answer has not been recorded yet, please try again later. Nothing has been sent."),
  UNEXPECTED(
      HttpStatus.INTERNAL_SERVER_ERROR,
      "unexpected",
      "我们这边出了问题，请稍后再试。",
      "Something went wrong on our side. Please try again later.");

  private final HttpStatus status;
  private final String code;
  private final String chinese;
  private final String english;

  PatientProblem(HttpStatus status, String code, String chinese, String english) {
    this.status = status;
    this.code = code;
    this.chinese = chinese;
    this.english = english;
  }

  HttpStatus status() {
    return status;
  }

  /** For the page. */
  String code() {
    return code;
  }

  /** For the person. */
  String sentence(Language language) {
    return switch (language) {
      case CHINESE -> chinese;
      case ENGLISH -> english;
    };
  }
}
