package org.claimexchange.verifier.container;

/** What can be wrong with a container. */
public enum ContainerDefect {
  /** not a ZIP file, or one that ends too early. */
  NOT_A_ZIP,
  /** a ZIP file, but not in the one form: order, extra fields, flags, times, bytes in between. */
  NOT_CANONICAL,
  /** the first file is not the uncompressed media type. */
  MEDIA_TYPE,
  /** a name that a package does not have; also names that lead out of the folder. */
  NAME,
  /** a name that is there twice. */
  DUPLICATE,
  /** more or larger files than are taken, or a ratio that only a bomb has. */
  TOO_LARGE,
  /** the bytes of a file do not fit its size or check sum. */
  DAMAGED,
  /** a file of the package is missing. */
  MISSING,
  /** the manifest is not one. */
  MANIFEST,
  /** a file that no manifest lists. */
  NOT_LISTED,
  /** a file whose digest is another than the manifest says. */
  DIGEST
}
