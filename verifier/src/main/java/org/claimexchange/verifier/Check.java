package org.claimexchange.verifier;

/** The checks of a package, in the order of the report. */
public enum Check {
  DELIVERY_EVIDENCE("the ledger's peers say that this delivery is recorded and its consent active"),
  SEALED_DIGEST("the sealed file is the one recorded on the ledger"),
  DECRYPTION("the sealed file opens with the key and was not changed"),
  CONTAINER("the container is whole and in its one form"),
  MANIFEST("the manifest lists each file with its digest, and nothing else is there"),
  PACKAGE_SIGNATURE("a trusted exchange signed the manifest (CAdES)"),
  TIMESTAMP("a trusted authority says that the manifest's signature existed at its time (CAdES-T)"),
  DOCUMENT_SIGNATURE("a trusted exchange signed the document (JWS)"),
  PDF_SIGNATURE("a trusted exchange signed the PDF (PAdES)"),
  CONSENT_STATEMENT("what the grantor granted opens all digests of the statement"),
  CONSENT_TEXT("the text is the one that the grantor was shown"),
  GRANTOR_TOKEN("a trusted identity provider's token commits to the grantor's key and statement"),
  GRANTOR_IDENTITY("the person who logged in is the grantor"),
  GRANTOR_SIGNATURE("the grantor's key signed the statement"),
  CONSENT_EVIDENCE("the ledger's peers say that this consent was active"),
  RELEASE_EVIDENCE("the ledger's peers say that a release was open for each source"),
  RECIPIENT("the delivery was made for a recipient of the consent"),
  DOCUMENT_SOURCES("each document comes from a source that was granted and released"),
  EARLIER_PACKAGE("what it says of an earlier package, which it replaces or adds to, can be read");

  private final String sentence;

  Check(String sentence) {
    this.sentence = sentence;
  }

  /** What holds when it passes. */
  public String sentence() {
    return sentence;
  }

  /** Its name for programs, such as {@code sealed-digest}. */
  public String id() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
