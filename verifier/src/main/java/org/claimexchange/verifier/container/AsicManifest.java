package org.claimexchange.verifier.container;

import static org.claimexchange.verifier.container.ContainerDefect.DIGEST;
import static org.claimexchange.verifier.container.ContainerDefect.MANIFEST;
import static org.claimexchange.verifier.container.ContainerDefect.NOT_LISTED;

import java.io.StringReader;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.verifier.container.Container.StoredFile;

/**
 * What one signature is over: every file with its SHA-256 (ETSI EN 319 162-1, clause A.4).
 *
 * @param references in the order of the container
 */
public record AsicManifest(List<Reference> references) {

  private static final String ASIC = "http://uri.etsi.org/02918/v1.2.1#";
  private static final String DS = "http://www.w3.org/2000/09/xmldsig#";
  private static final String SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";

  /**
   * One file.
   *
   * @param name its path
   * @param sha256 of its bytes
   */
  public record Reference(String name, Digest sha256) {}

  public AsicManifest {
    references = List.copyOf(references);
  }

  /** The one form of the manifest of the first signature. */
  public byte[] toXml() {
    return toXml(ContainerLayout.SIGNATURE);
  }

  /**
   * The one form of this manifest.
   *
   * @param signature the file of the signature that is over it
   */
  public byte[] toXml(String signature) {
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append("<asic:ASiCManifest xmlns:asic=\"").append(ASIC);
    xml.append("\" xmlns:ds=\"").append(DS).append("\">\n");
    xml.append("  <asic:SigReference URI=\"").append(signature);
    xml.append("\" MimeType=\"application/pkcs7-signature\"/>\n");
    for (Reference reference : references) {
      xml.append("  <asic:DataObjectReference URI=\"").append(uri(reference.name()));
      xml.append("\" MimeType=\"").append(ContainerLayout.mediaType(reference.name()));
      xml.append("\">\n    <ds:DigestMethod Algorithm=\"").append(SHA256).append("\"/>\n");
      xml.append("    <ds:DigestValue>");
      xml.append(Base64.getEncoder().encodeToString(reference.sha256().bytes()));
      xml.append("</ds:DigestValue>\n  </asic:DataObjectReference>\n");
    }
    return xml.append("</asic:ASiCManifest>\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads the manifest of the first signature, which must be in its one form.
   *
   * @throws ContainerException if it is not
   */
  public static AsicManifest read(byte[] xml) throws ContainerException {
    return read(xml, ContainerLayout.SIGNATURE);
  }

  /** As {@link #read(byte[])}, of the signature in this file. */
  public static AsicManifest read(byte[] xml, String signature) throws ContainerException {
    List<Reference> references = new ArrayList<>();
    try {
      XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(text(xml)));
      String name = "";
      while (reader.hasNext()) {
        if (reader.next() != XMLStreamReader.START_ELEMENT) {
          continue;
        }
        if (reader.getLocalName().equals("DataObjectReference")) {
          name = decoded(attribute(reader, "URI"));
        } else if (reader.getLocalName().equals("DigestValue")) {
          byte[] hash = Base64.getDecoder().decode(reader.getElementText());
          references.add(new Reference(name, Digest.ofHash(hash)));
        }
      }
    } catch (XMLStreamException | CharacterCodingException | IllegalArgumentException e) {
      throw new ContainerException(MANIFEST, "expected an ASiC manifest");
    }
    AsicManifest manifest = new AsicManifest(references);
    ContainerReader.require(
        Arrays.equals(manifest.toXml(signature), xml),
        MANIFEST,
        "an ASiC manifest in its one form");
    return manifest;
  }

  /**
   * Whether it lists each file of the container once, in its order, with its digest, and nothing
   * else.
   *
   * @throws ContainerException naming the first file that it does not fit
   */
  public void covers(Container container) throws ContainerException {
    Map<String, Digest> listed = new HashMap<>();
    for (Reference reference : references) {
      ContainerReader.require(
          listed.put(reference.name(), reference.sha256()) == null, MANIFEST, "each file once");
    }
    List<StoredFile> files =
        container.files().stream().filter(file -> ContainerLayout.isListed(file.name())).toList();
    for (StoredFile file : files) {
      Digest digest = listed.get(file.name());
      if (digest == null) {
        throw new ContainerException(NOT_LISTED, file.name());
      }
      ContainerReader.require(
          digest.matches(file.sha256()), DIGEST, "the digest of " + file.name());
    }
    ContainerReader.require(
        references.stream()
            .map(Reference::name)
            .toList()
            .equals(files.stream().map(StoredFile::name).toList()),
        MANIFEST,
        "the files of the container, in its order");
  }

  /** Decoded here: the JDK's reader tells the console about bytes that are no UTF-8. */
  private static String text(byte[] xml) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(xml)).toString();
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  private static String attribute(XMLStreamReader reader, String name) throws XMLStreamException {
    String value = reader.getAttributeValue(null, name);
    if (value == null) {
      throw new XMLStreamException("expected an attribute " + name);
    }
    return value;
  }

  private static String uri(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("%2F", "/").replace("+", "%20");
  }

  private static String decoded(String uri) {
    return java.net.URLDecoder.decode(uri, StandardCharsets.UTF_8);
  }
}
