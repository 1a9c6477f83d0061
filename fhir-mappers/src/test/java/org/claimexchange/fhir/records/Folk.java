package org.claimexchange.fhir.records;

import java.util.List;

/**
 * People of the record files; nobody bears these numbers: sequence codes 996 to 999 were kept for
 * people over a hundred.
 *
 * @param birth as {@code 1968-04-12}
 */
record Folk(String name, String region, String birth, String sequence) {
  static final List<Folk> ALL =
      List.of(
          new Folk("王建国", "310101", "1968-04-12", "997"),
          new Folk("陈志强", "310104", "1959-11-03", "999"),
          new Folk("李秀兰", "310105", "1972-02-29", "996"),
          new Folk("张雅静", "310106", "1990-08-17", "998"),
          new Folk("赵鹏飞", "310107", "1984-01-30", "997"),
          new Folk("孙晓燕", "310109", "1993-06-21", "998"),
          new Folk("周慧敏", "310110", "1946-12-08", "996"),
          new Folk("吴迪", "310112", "2015-09-14", "999"),
          new Folk("郑国栋", "310113", "1951-05-25", "997"),
          new Folk("冯婉清", "310114", "2001-03-07", "996"),
          new Folk("欧阳振华", "310115", "1977-10-19", "999"),
          new Folk("阿依古丽·买买提", "650102", "1988-07-02", "998"),
          new Folk("司马喆", "310116", "1965-01-11", "997"),
          new Folk("何思远", "310117", "2019-11-28", "999"),
          new Folk("曹雪梅", "310118", "1980-04-04", "996"),
          new Folk("林海涛", "310120", "1999-12-31", "997"));

  static Folk of(int number) {
    return ALL.get(Math.floorMod(number, ALL.size()));
  }

  String certificate() {
    var body = region + birth.replace("-", "") + sequence;
    int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += (body.charAt(i) - '0') * weights[i];
    }
    return body + "10X98765432".charAt(sum % 11);
  }

  boolean male() {
    return (sequence.charAt(2) - '0') % 2 == 1;
  }

  String genderCode() {
    return male() ? "1" : "2";
  }

  String gender() {
    return male() ? "male" : "female";
  }

  void expect(Expectation expected) {
    expected.is("Patient.name.text", name);
    expected.is(
        "Patient.identifier.where(system='urn:oid:2.16.156.10011.1.3').value", certificate());
    expected.is("Patient.gender", gender());
    expected.is("Patient.birthDate", birth);
  }
}
