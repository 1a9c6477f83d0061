package org.claimexchange.server.request;

/** The names in a data request: those of HL7 Da Vinci CDex 2.1 and HRex, and our own. */
public final class TaskShape {
  /** The profile of CDex. */
  public static final String PROFILE =
      "http://hl7.org/fhir/us/davinci-cdex/StructureDefinition/cdex-task-data-request";

  /** {@code Task.code}: a request that names its data by a code. */
  public static final String CDEX = "http://hl7.org/fhir/us/davinci-cdex/CodeSystem/cdex-temp";

  public static final String DATA_REQUEST_CODE = "data-request-code";

  /** {@code Task.input.type} of the one data code. */
  public static final String HREX = "http://hl7.org/fhir/us/davinci-hrex/CodeSystem/hrex-temp";

  public static final String DATA_CODE = "data-code";

  private static final String OWN = "https://claimexchange.org/fhir/";

  /** The data code: what is asked for is a claim package. */
  public static final String DATA_CODES = OWN + "CodeSystem/data-code";

  public static final String CLAIM_PACKAGE = "claim-package";

  /** {@code Task.input.type} of our own inputs. */
  public static final String INPUT = OWN + "CodeSystem/task-input";

  /** {@code Task.output.type}. */
  public static final String OUTPUT = OWN + "CodeSystem/task-output";

  /** {@code Task.statusReason}. */
  public static final String REASON = OWN + "CodeSystem/task-reason";

  /** {@code Task.businessStatus}. */
  public static final String BUSINESS_STATUS = OWN + "CodeSystem/task-business-status";

  /** Identifiers of participants. */
  public static final String PARTICIPANT = OWN + "NamingSystem/participant";

  /** 赔案号. */
  public static final String CLAIM_NUMBER = OWN + "NamingSystem/claim-number";

  /** What a part names: extensions of its input. */
  public static final String PART = OWN + "StructureDefinition/part-";

  private TaskShape() {}
}
