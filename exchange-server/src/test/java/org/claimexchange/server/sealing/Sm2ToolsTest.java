package org.claimexchange.server.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.util.BigIntegers;
import org.claimexchange.verifier.container.ContainerLayout;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chinese cryptography, checked by tools that are not ours. */
class Sm2ToolsTest {

  private static final int KEY_BYTES = 32;

  @TempDir Path folder;
  private final SamplePackage sample = SamplePackage.forSm2();

  @BeforeEach
  void sealedAndOpened() throws Exception {
    sample
        .verifier()
        .open(
            sample.sealInto(folder, sample.content(10)),
            folder.resolve("package.asice"),
            folder.resolve("package"));
  }

  @Test
  void opensslVerifiesTheSignatureOverTheSignedAttributes() throws Exception {
    byte[] cms =
        Files.readAllBytes(folder.resolve("package").resolve(ContainerLayout.SM2_SIGNATURE));
    SignerInformation signer =
        new CMSSignedData(cms).getSignerInfos().getSigners().iterator().next();
    Files.write(folder.resolve("signature.der"), signer.getSignature());
    Files.write(
        folder.resolve("attributes.der"),
        new DERSet(signer.getSignedAttributes().toASN1EncodableVector())
            .getEncoded(ASN1Encoding.DER));
    Files.writeString(
        folder.resolve("signer.pub"),
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(sample.sm2Signer.certificate().getPublicKey().getEncoded())
            + "\n-----END PUBLIC KEY-----\n");

    assertThat(
            OtherTools.run(
                folder,
                "openssl",
                "dgst",
                "-sm3",
                "-verify",
                "signer.pub",
                "-sigopt",
                "distid:1234567812345678",
                "-signature",
                "signature.der",
                "attributes.der"))
        .contains("Verified OK");
  }

  @Test
  void opensslComputesTheManifestsDigestThatIsAmongTheSignedAttributes() throws Exception {
    byte[] cms =
        Files.readAllBytes(folder.resolve("package").resolve(ContainerLayout.SM2_SIGNATURE));

    String said =
        OtherTools.run(
            folder, "openssl", "dgst", "-sm3", "-r", "package/" + ContainerLayout.SM2_MANIFEST);

    assertThat(HexFormat.of().formatHex(cms)).contains(said.substring(0, 64));
  }

  @Test
  void anNpmLibraryVerifiesTheSignature() throws Exception {
    Path scripts = OtherTools.nodeScripts("sm2");
    Path opened = folder.resolve("package").toAbsolutePath();

    assertThat(
            OtherTools.run(
                scripts,
                "node",
                "package.mjs",
                "verify",
                opened.resolve(ContainerLayout.SM2_SIGNATURE).toString(),
                opened.resolve(ContainerLayout.SM2_MANIFEST).toString()))
        .contains("verified");
  }

  @Test
  void anNpmLibraryOpensTheEnvelope() throws Exception {
    Path scripts = OtherTools.nodeScripts("sm2");
    byte[] scalar =
        BigIntegers.asUnsignedByteArray(
            KEY_BYTES,
            ECPrivateKey.getInstance(
                    PrivateKeyInfo.getInstance(sample.insurer.keys().getPrivate().getEncoded())
                        .parsePrivateKey())
                .getKey());

    String said =
        OtherTools.run(
            scripts,
            "node",
            "package.mjs",
            "open",
            folder.resolve("package.asice.p7m").toAbsolutePath().toString(),
            HexFormat.of().formatHex(scalar),
            folder.resolve("by-npm.asice").toAbsolutePath().toString());

    // 1.2.156.10197.1.301.3.2.1
    assertThat(said).contains("key transport 060b2a811ccf5501822d030201");
    assertThat(folder.resolve("by-npm.asice"))
        .hasSameBinaryContentAs(folder.resolve("package.asice"));
  }
}
