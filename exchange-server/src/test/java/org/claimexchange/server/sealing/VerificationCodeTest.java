package org.claimexchange.server.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The QR code of the PDF leads to the page that tells how to check it. */
class VerificationCodeTest {

  @TempDir Path folder;

  @Test
  void thePrintedCodeCanBeReadAndLeadsToThePageWithThePackagesNumber() throws Exception {
    SamplePackage sample = SamplePackage.forEc();
    PackageContent content = sample.content(3);
    sample
        .verifier()
        .open(sample.sealInto(folder, content), folder.resolve("a"), folder.resolve("b"));
    String pages = OtherTools.run(folder, "pdfinfo", "b/claim.pdf");
    String last = pages.replaceFirst("(?s).*Pages:\\s+(\\d+).*", "$1");

    OtherTools.run(
        folder,
        "pdftoppm",
        "-png",
        "-r",
        "200",
        "-f",
        last,
        "-l",
        last,
        "-singlefile",
        "b/claim.pdf",
        "page");

    BufferedImage page = ImageIO.read(folder.resolve("page.png").toFile());
    int[] pixels = page.getRGB(0, 0, page.getWidth(), page.getHeight(), null, 0, page.getWidth());
    String read =
        new QRCodeReader()
            .decode(
                new BinaryBitmap(
                    new HybridBinarizer(
                        new RGBLuminanceSource(page.getWidth(), page.getHeight(), pixels))),
                Map.of(DecodeHintType.TRY_HARDER, true))
            .getText();
    assertThat(read).isEqualTo(SamplePackage.VERIFICATION + "#" + content.delivery());
  }
}
