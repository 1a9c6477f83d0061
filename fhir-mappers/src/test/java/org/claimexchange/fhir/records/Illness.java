package org.claimexchange.fhir.records;

import java.util.List;

/**
 * What people of the record files come with.
 *
 * @param diagnoses code and name, the main one first; codes are those of ICD-10 with extensions
 * @param operations code and name, of ICD-9-CM-3 with extensions
 */
record Illness(
    String department, List<String[]> diagnoses, List<String[]> operations, String complaint) {
  static final List<Illness> ALL =
      List.of(
          new Illness(
              "普外科",
              all(
                  pair("K80.000x003", "胆囊结石伴急性胆囊炎"),
                  pair("I10.x00x002", "高血压"),
                  pair("K76.000", "脂肪肝")),
              all(pair("51.2300", "腹腔镜下胆囊切除术")),
              "右上腹痛伴发热1天"),
          new Illness(
              "心血管内科",
              all(
                  pair("I21.401", "急性非ST段抬高型心肌梗死"),
                  pair("E11.900", "2型糖尿病不伴有并发症"),
                  pair("E78.500", "高脂血症")),
              all(pair("36.0700x004", "经皮冠状动脉药物洗脱支架置入术"), pair("88.5500", "单根导管的冠状动脉造影术")),
              "胸痛3小时"),
          new Illness(
              "骨科",
              all(pair("S82.600", "外踝骨折"), pair("M81.900", "骨质疏松")),
              all(pair("79.3600x010", "踝关节骨折切开复位钢板内固定术")),
              "扭伤后右踝肿痛2小时"),
          new Illness(
              "呼吸内科",
              all(pair("J15.902", "社区获得性肺炎"), pair("J44.900", "慢性阻塞性肺病")),
              List.of(),
              "咳嗽咳痰伴发热5天"),
          new Illness(
              "消化内科",
              all(pair("K25.400", "慢性或未特指的胃溃疡伴有出血"), pair("D62.x00", "急性出血后贫血")),
              all(pair("44.4300x001", "内镜下胃出血止血术")),
              "黑便2天"),
          new Illness("儿科", all(pair("J18.000", "支气管肺炎")), List.of(), "发热咳嗽3天"),
          new Illness(
              "神经内科",
              all(pair("I63.900", "脑梗死"), pair("I10.x00x002", "高血压"), pair("I48.x01", "心房颤动")),
              List.of(),
              "左侧肢体无力6小时"),
          new Illness(
              "眼科",
              all(pair("H25.900", "老年性白内障")),
              all(pair("13.4100x001", "白内障超声乳化抽吸术"), pair("13.7101", "白内障摘除伴人工晶体一期置入术")),
              "右眼视物模糊1年"));

  static Illness of(int number) {
    return ALL.get(Math.floorMod(number, ALL.size()));
  }

  List<String> codes() {
    return diagnoses.stream().map(pair -> pair[0]).toList();
  }

  List<String> names() {
    return diagnoses.stream().map(pair -> pair[1]).toList();
  }

  List<String> operationCodes() {
    return operations.stream().map(pair -> pair[0]).toList();
  }

  List<String> operationNames() {
    return operations.stream().map(pair -> pair[1]).toList();
  }

  private static List<String[]> all(String[]... pairs) {
    return List.of(pairs);
  }

  private static String[] pair(String code, String name) {
    return new String[] {code, name};
  }
}
