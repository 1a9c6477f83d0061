package org.claimexchange.verifier.container;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * {@code META-INF/manifest.xml}: the files and their media types, as OpenDocument 1.2 lists them.
 * No signature is over it; it is demanded in its one form instead.
 */
public final class FileList {

  private static final String NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0";

  private FileList() {}

  /** The one form of the list of these files. */
  public static byte[] toXml(List<String> names) {
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append("<manifest:manifest xmlns:manifest=\"").append(NAMESPACE);
    xml.append("\" manifest:version=\"1.2\">\n");
    entry(xml, "/", ContainerLayout.MEDIA_TYPE);
    names.stream()
        .filter(ContainerLayout::isListed)
        .forEach(name -> entry(xml, name, ContainerLayout.mediaType(name)));
    return xml.append("</manifest:manifest>\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void entry(StringBuilder xml, String name, String mediaType) {
    xml.append("  <manifest:file-entry manifest:full-path=\"").append(name);
    xml.append("\" manifest:media-type=\"").append(mediaType).append("\"/>\n");
  }
}
