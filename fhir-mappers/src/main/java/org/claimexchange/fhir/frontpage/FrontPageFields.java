package org.claimexchange.fhir.frontpage;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The published fields of the front page, by their codes in the collection interface. */
final class FrontPageFields {
  /** Most other diagnoses and operations that a row may have. */
  static final int MOST = 40;

  /**
   * Classes of costs whose sum is the total. Those that are part of another (WLZLF of FSSZLXMF, MAF
   * and SSF of SSZLF, KJYWF of XYF) are not among them.
   */
  static final List<String> COSTS =
      List.of(
          "YLFUF",
          "ZLCZF",
          "HLF",
          "QTFY",
          "BLZDF",
          "SYSZDF",
          "YXXZDF",
          "LCZDXMF",
          "FSSZLXMF",
          "SSZLF",
          "KFF",
          "ZYZLF",
          "XYF",
          "ZCYF",
          "ZCYF1",
          "XF",
          "BDBLZPF",
          "QDBLZPF",
          "NXYZLZPF",
          "XBYZLZPF",
          "HCYYCLF",
          "YYCLF",
          "YCXYYCLF",
          "QTF");

  private static final String SINGLE =
      "USERNAME YLFKFS JKKH ZYCS BAH XM XB CSRQ NL GJ BZYZSNL XSECSTZ XSERYTZ CSD GG MZ SFZH ZY HY"
          + " XZZ DH YB1 HKDZ YB2 GZDWJDZ DWDH YB3 LXRXM GX DZ DH2 RYTJ RYSJ RYSJS RYKB RYBF ZKKB"
          + " CYSJ CYSJS CYKB CYBF SJZYTS MZZD JBBM ZYZD JBDM RYBQ WBYY H23 BLZD JBMM BLH YWGM GMYW"
          + " SWHZSJ XX RH KZR ZRYS ZZYS ZYYS ZRHS JXYS SXYS BMY BAZL ZKYS ZKHS ZKRQ LYFS YZZY_YLJG"
          + " WSY_YLJG SFZZYJH MD RYQ_T RYQ_XS RYQ_F RYH_T RYH_XS RYH_F ZFY ZFJE WLZLF MAF SSF KJYWF"
          + " YLJGDM";

  private static final String NUMBERED =
      "QTZD JBDM RYBQ SSJCZBM SSJCZRQ SSJB SSJCZMC SZ YZ EZ QKDJ QKYHLB MZFS MZYS";

  private FrontPageFields() {}

  static Set<String> published() {
    var fields = new HashSet<String>(List.of(SINGLE.split(" ", -1)));
    fields.addAll(COSTS);
    for (String name : NUMBERED.split(" ", -1)) {
      for (int i = 1; i <= MOST; i++) {
        fields.add(name + i);
      }
    }
    return Set.copyOf(fields);
  }
}
