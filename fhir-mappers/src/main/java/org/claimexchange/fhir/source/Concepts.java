package org.claimexchange.fhir.source;

import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;

/** Codes of diagnoses and operations, as files name them. */
public final class Concepts {
  private static final Pattern ICD10 =
      Pattern.compile("[A-Z][0-9]{2}(\\.[0-9A-Za-z]{1,8}([+*†]?[0-9A-Za-z]{0,8})?)?[+*†]?");
  private static final Pattern MORPHOLOGY = Pattern.compile("M[0-9]{4,5}/[0-9]{1,2}");
  private static final Pattern ICD9CM3 =
      Pattern.compile("[0-9]{2}(\\.[0-9]{1,2}[0-9A-Za-z]{0,8})?");
  private static final Pattern TCM =
      Pattern.compile(
          "[AB][0-9]{2}(\\.[0-9]{2}){0,4}\\.?|BN[A-Z]{1,4}[0-9]{0,4}|ZB[A-Z]{1,4}[0-9]{0,4}|B[A-Z]{2,4}[0-9]{2,6}|Z[A-Z]{2,6}[0-9]{0,6}");

  private Concepts() {}

  /** Whether a code is built as ICD-10 is (with the national extensions such as {@code x001}). */
  public static boolean isIcd10(String code) {
    return ICD10.matcher(code).matches() || MORPHOLOGY.matcher(code).matches();
  }

  /** Whether a code is built as ICD-9-CM-3 is. */
  public static boolean isIcd9(String code) {
    return ICD9CM3.matcher(code).matches();
  }

  /** Whether a code is built as those of diseases and patterns of Chinese medicine. */
  public static boolean isTcm(String code) {
    return TCM.matcher(code).matches();
  }

  /** A code with its system. */
  public static CodeableConcept coded(String system, String code, String name) {
    return new CodeableConcept().addCoding(new Coding(system, code, name)).setText(name);
  }

  /** A code that is none of its system, kept as text behind its name: {@code name [code]}. */
  public static CodeableConcept text(String code, String name) {
    return new CodeableConcept().setText(name.isEmpty() ? code : name + " [" + code + "]");
  }
}
