package org.claimexchange.server.sealing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.cms.CMSTypedData;
import org.openpdf.text.pdf.PdfDate;
import org.openpdf.text.pdf.PdfDictionary;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.PdfSignature;
import org.openpdf.text.pdf.PdfSignatureAppearance;
import org.openpdf.text.pdf.PdfStamper;
import org.openpdf.text.pdf.PdfString;

/** Signs a PDF with a visible field: PAdES baseline B (ETSI EN 319 142-1, clause 6.3). */
final class PdfSigner {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final String PDF_VERSION = "1.7";
  private static final String FIELD = "Signature1";

  /** Bytes kept free for the CMS: certificates and attributes take about 3,000. */
  private static final int RESERVED = 12 * 1024;

  private final SigningKey key;
  private final CmsSigner cms;

  PdfSigner(SigningKey key, CmsSigner cms) {
    this.key = key;
    this.cms = cms;
  }

  byte[] sign(ClaimPdf.Unsigned unsigned, Instant time) throws SealingException, IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(unsigned.bytes().length + 64 * 1024);
    PdfStamper stamper =
        PdfStamper.createSignature(new PdfReader(unsigned.bytes()), out, PDF_VERSION);
    PdfSignatureAppearance appearance = stamper.getSignatureAppearance();
    GregorianCalendar date = GregorianCalendar.from(time.atZone(SHANGHAI));
    appearance.setSignDate(date);
    appearance.setVisibleSignature(unsigned.place().where(), unsigned.place().page(), FIELD);
    appearance.setAcro6Layers(true);
    // What the field shows is part of the page: a text of its own would bring another font. A layer
    // that is asked for stays as it is, here empty.
    appearance.getLayer(2).setLiteral("");
    PdfSignature dictionary =
        new PdfSignature(PdfName.ADOBE_PPKLITE, new PdfName("ETSI.CAdES.detached"));
    dictionary.setDate(new PdfDate(date));
    appearance.setCryptoDictionary(dictionary);
    Map<PdfName, Integer> reserved = new HashMap<>();
    reserved.put(PdfName.CONTENTS, RESERVED * 2 + 2);
    appearance.preClose(reserved);
    byte[] signature = cms.pades(new Ranges(appearance));
    if (signature.length > RESERVED) {
      throw new SealingException(
          SealingException.Reason.SIGNING_KEY, "the signer's certificates are too many for a PDF");
    }
    byte[] padded = new byte[RESERVED];
    System.arraycopy(signature, 0, padded, 0, signature.length);
    PdfDictionary contents = new PdfDictionary();
    contents.put(PdfName.CONTENTS, new PdfString(padded).setHexWriting(true));
    appearance.close(contents);
    return out.toByteArray();
  }

  /** The signer's name, as its certificate tells it. */
  String signer() throws SealingException {
    X500Name subject =
        X500Name.getInstance(key.chain().getFirst().getSubjectX500Principal().getEncoded());
    for (ASN1ObjectIdentifier kind : new ASN1ObjectIdentifier[] {BCStyle.O, BCStyle.CN}) {
      if (subject.getRDNs(kind).length > 0) {
        return IETFUtils.valueToString(subject.getRDNs(kind)[0].getFirst().getValue());
      }
    }
    throw new SealingException(
        SealingException.Reason.SIGNING_KEY, "expected a name in the signer's certificate");
  }

  private record Ranges(PdfSignatureAppearance appearance) implements CMSTypedData {
    @Override
    public ASN1ObjectIdentifier getContentType() {
      return CMSObjectIdentifiers.data;
    }

    @Override
    public void write(OutputStream out) throws IOException {
      try (InputStream in = appearance.getRangeStream()) {
        in.transferTo(out);
      }
    }

    @Override
    public Object getContent() {
      return appearance;
    }
  }
}
