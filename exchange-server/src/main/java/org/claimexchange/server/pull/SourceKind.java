package org.claimexchange.server.pull;

/** How a source is asked. */
public enum SourceKind {
  /** FHIR R4 over HTTP. */
  FHIR,
  /** Its own documents over HTTP. */
  DOCUMENTS,
  /** Its own documents, dropped at an SFTP server. */
  SFTP,
  /** Not at all: its agent calls, and sends its own documents. */
  AGENT
}
