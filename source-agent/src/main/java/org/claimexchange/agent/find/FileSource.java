package org.claimexchange.agent.find;

/** One place where a source's own files are. */
public interface FileSource {
  /** What there is for a release. Not all of it need be granted: that is judged by its content. */
  Found find(Wanted wanted);
}
