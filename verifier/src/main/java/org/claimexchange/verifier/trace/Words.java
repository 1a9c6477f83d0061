package org.claimexchange.verifier.trace;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.claimexchange.model.consent.ProtectedKind;
import org.claimexchange.model.consent.Purpose;
import org.claimexchange.model.consent.RecipientRole;
import org.claimexchange.model.consent.RelationKind;
import org.claimexchange.model.consent.VisitKind;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.json.MalformedJsonException;
import org.claimexchange.model.objection.Resolution;
import org.claimexchange.model.person.IdSystem;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.person.PersonId;
import org.claimexchange.verifier.json.CompactJws;

/** The model's values in Chinese. */
final class Words {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
          .withZone(ZoneId.of("Asia/Shanghai"));

  /** How many characters of a number stay at its beginning and at its end. */
  private static final int SHOWN = 4;

  private final boolean wholeNumbers;

  /**
   * @param wholeNumbers whether persons' numbers are told whole; their middle is masked otherwise
   */
  Words(boolean wholeNumbers) {
    this.wholeNumbers = wholeNumbers;
  }

  /** In Asia/Shanghai, to the second. */
  static String shanghai(Instant time) {
    return TIME.format(time);
  }

  String time(Instant time) {
    return shanghai(time);
  }

  String person(Person person) {
    return person.name() + "（" + number(person.id()) + "）";
  }

  /** Hexadecimal, as {@code sha256sum} prints it. */
  String sha256(Digest digest) {
    return HexFormat.of().formatHex(digest.bytes());
  }

  private String number(PersonId id) {
    String number = id.number();
    if (!wholeNumbers) {
      int masked = number.length() - 2 * SHOWN;
      number =
          masked > 0
              ? number.substring(0, SHOWN)
                  + "*".repeat(masked)
                  + number.substring(number.length() - SHOWN)
              : "*".repeat(number.length());
    }
    return kind(id.system()) + " " + number;
  }

  String purpose(Purpose purpose) {
    return switch (purpose) {
      case CLAIM_REVIEW -> "理赔审核";
      case PRE_EXISTING_CONDITIONS -> "既往症核查";
      case DIRECT_SETTLEMENT -> "直赔预授权";
      case SUPPLEMENT -> "补充材料";
    };
  }

  String relation(RelationKind relation) {
    return switch (relation) {
      case SELF -> "本人";
      case GUARDIAN -> "监护人";
      case ATTORNEY -> "受托人";
      case NEAR_RELATIVE -> "近亲属";
    };
  }

  String recipientRole(RecipientRole role) {
    return switch (role) {
      case INSURER -> "接收方";
      case CO_INSURER -> "接收方（共保）";
      case ADMINISTRATOR -> "接收方（受托管理）";
    };
  }

  String resolution(Resolution resolution) {
    return switch (resolution) {
      case CORRECTED -> "已更正";
      case REMOVED -> "已删除";
      case KEPT -> "维持原记录";
    };
  }

  String visitKinds(List<VisitKind> kinds) {
    return kinds.stream().map(Words::visitKind).collect(Collectors.joining("、"));
  }

  String protectedKinds(List<ProtectedKind> kinds) {
    return kinds.stream().map(Words::protectedKind).collect(Collectors.joining("、"));
  }

  String categories(List<String> codes) {
    return codes.stream().map(CategoryWords::of).collect(Collectors.joining("、"));
  }

  /** What a token tells of the login: assurance and time; its signature is no matter here. */
  String login(String idToken) {
    try {
      JsonNode claims =
          CanonicalJson.read(
              CompactJws.decode(CompactJws.parse(idToken).payload()), JsonNode.class);
      return "认证级别 "
          + claims.path("acr").asText("未注明")
          + "，"
          + shanghai(Instant.ofEpochSecond(claims.path("iat").asLong()));
    } catch (MalformedJsonException | java.time.DateTimeException e) {
      return "登录凭证读不出";
    }
  }

  private static String kind(IdSystem system) {
    return switch (system) {
      case RESIDENT_ID -> "身份证";
      case BIRTH_CERTIFICATE -> "出生医学证明";
      case PASSPORT -> "护照";
      case HK_MO_TW_RESIDENCE_PERMIT -> "港澳台居民居住证";
    };
  }

  private static String visitKind(VisitKind kind) {
    return switch (kind) {
      case INPATIENT -> "住院";
      case OUTPATIENT -> "门诊";
      case EMERGENCY -> "急诊";
      case PHARMACY -> "药店购药";
    };
  }

  private static String protectedKind(ProtectedKind kind) {
    return switch (kind) {
      case MENTAL_HEALTH -> "精神心理";
      case HIV -> "艾滋病";
      case REPRODUCTIVE -> "生殖健康";
      case GENETIC -> "遗传信息";
    };
  }
}
