package org.claimexchange.verifier.envelope;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.GCMParameters;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.claimexchange.verifier.envelope.EnvelopeException.Reason;

/**
 * Where the parts of an AuthEnvelopedData (RFC 5083) lie in a file that may be larger than the
 * memory. Everything but the ciphertext is read and must be DER; nothing may be left over.
 *
 * @param recipients the recipient infos
 * @param cipher of the content
 * @param nonce of GCM, 12 bytes
 * @param ciphertextFrom offset of the ciphertext in the file
 * @param ciphertextLength number of its bytes
 * @param tag of GCM, 16 bytes
 */
@SuppressWarnings("ArrayRecordComponent")
record DerHeader(
    ASN1Set recipients,
    ContentCipher cipher,
    byte[] nonce,
    long ciphertextFrom,
    long ciphertextLength,
    byte[] tag) {

  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;
  private static final int OCTETS = 0x04;
  private static final int CONSTRUCTED_0 = 0xA0;
  private static final int PRIMITIVE_0 = 0x80;
  private static final int MAX_SMALL = 256 * 1024;
  private static final int TAG_BYTES = 16;
  private static final int NONCE_BYTES = 12;

  /** Reads from the channel's beginning; the channel stays open. */
  static DerHeader read(SeekableByteChannel file) throws EnvelopeException, IOException {
    try {
      return new Walk(file.position(0)).header();
    } catch (EOFException | IllegalArgumentException e) {
      throw malformed();
    }
  }

  private static EnvelopeException malformed() {
    return new EnvelopeException(Reason.MALFORMED, "expected AuthEnvelopedData in DER");
  }

  /** One pass over the headers of the elements, from the outside in. */
  private record Walk(SeekableByteChannel file) {

    private record Element(int tag, long from, long to) {}

    DerHeader header() throws EnvelopeException, IOException {
      Element info = element(SEQUENCE, file.size());
      end(info.to(), file.size());
      small(0x06, CMSObjectIdentifiers.authEnvelopedData);
      Element explicit = element(CONSTRUCTED_0, info.to());
      end(explicit.to(), info.to());
      Element data = element(SEQUENCE, explicit.to());
      end(data.to(), explicit.to());
      small(0x02, new org.bouncycastle.asn1.ASN1Integer(0));
      ASN1Set recipients = (ASN1Set) whole(SET, data.to());
      Element content = element(SEQUENCE, data.to());
      small(0x06, CMSObjectIdentifiers.data);
      AlgorithmIdentifier algorithm =
          AlgorithmIdentifier.getInstance(whole(SEQUENCE, content.to()));
      ContentCipher cipher = cipher(algorithm);
      byte[] nonce = nonce(algorithm);
      Element ciphertext = element(PRIMITIVE_0, content.to());
      end(ciphertext.to(), content.to());
      file.position(ciphertext.to());
      Element mac = element(OCTETS, data.to());
      end(mac.to(), data.to());
      if (mac.to() - mac.from() != TAG_BYTES || recipients.size() > SealedEnvelope.MAX_RECIPIENTS) {
        throw malformed();
      }
      byte[] tag = new byte[TAG_BYTES];
      readFully(tag);
      return new DerHeader(
          recipients, cipher, nonce, ciphertext.from(), ciphertext.to() - ciphertext.from(), tag);
    }

    private static ContentCipher cipher(AlgorithmIdentifier algorithm) throws EnvelopeException {
      for (ContentCipher cipher : ContentCipher.values()) {
        if (cipher.oid().equals(algorithm.getAlgorithm())) {
          return cipher;
        }
      }
      throw new EnvelopeException(Reason.ALGORITHM, "expected AES-256-GCM or SM4-GCM");
    }

    private static byte[] nonce(AlgorithmIdentifier cipher) throws EnvelopeException {
      GCMParameters parameters = GCMParameters.getInstance(cipher.getParameters());
      if (parameters.getIcvLen() != TAG_BYTES || parameters.getNonce().length != NONCE_BYTES) {
        throw new EnvelopeException(
            Reason.ALGORITHM, "expected a tag of 16 and a nonce of 12 bytes");
      }
      return parameters.getNonce();
    }

    private void small(int tag, ASN1Primitive expected) throws EnvelopeException, IOException {
      if (!whole(tag, file.size()).equals(expected)) {
        throw malformed();
      }
    }

    /** An element that fits into memory, which must be DER. */
    private ASN1Primitive whole(int tag, long limit) throws EnvelopeException, IOException {
      long start = file.position();
      Element element = element(tag, limit);
      long length = element.to() - start;
      if (length > MAX_SMALL) {
        throw malformed();
      }
      byte[] bytes = new byte[(int) length];
      file.position(start);
      readFully(bytes);
      try {
        ASN1Primitive primitive = ASN1Primitive.fromByteArray(bytes);
        if (!Arrays.equals(primitive.getEncoded(ASN1Encoding.DER), bytes)) {
          throw malformed();
        }
        return primitive;
      } catch (IOException e) {
        throw malformed();
      }
    }

    /** Reads tag and length; the next byte read is the first of the content. */
    private Element element(int tag, long limit) throws EnvelopeException, IOException {
      if (octet() != tag) {
        throw malformed();
      }
      int first = octet();
      long length = first;
      if (first < 0 || first == 0x80 || first > 0x88) {
        throw malformed();
      }
      if (first > 0x80) {
        length = 0;
        for (int i = 0; i < first - 0x80; i++) {
          int octet = octet();
          if (octet < 0 || (i == 0 && octet == 0) || length >> 40 != 0) {
            throw malformed();
          }
          length = length << 8 | octet;
        }
        if (length < 0x80) {
          throw malformed();
        }
      }
      long from = file.position();
      if (length > limit - from) {
        throw malformed();
      }
      return new Element(tag, from, from + length);
    }

    private int octet() throws IOException {
      ByteBuffer one = ByteBuffer.allocate(1);
      return file.read(one) < 1 ? -1 : one.get(0) & 0xFF;
    }

    private void readFully(byte[] bytes) throws IOException {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        if (file.read(buffer) < 0) {
          throw new EOFException("an envelope that ends too early");
        }
      }
    }

    private static void end(long found, long expected) throws EnvelopeException {
      if (found != expected) {
        throw malformed();
      }
    }
  }
}
