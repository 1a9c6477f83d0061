package org.claimexchange.server.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.claimexchange.server.setup.ExchangeProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openpdf.text.Document;
import org.openpdf.text.PageSize;
import org.openpdf.text.pdf.PdfWriter;

/** Rare characters of names, of plane 2 above all: shown, or refused; never a box. */
class RareCharactersTest {

  private static final Path HANAZONO = Path.of(ExchangeProperties.Delivery.RARE_CHARACTERS);

  @TempDir Path folder;

  private void write(SealingFonts fonts, String text) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Document document = new Document(PageSize.A4);
    PdfWriter writer = PdfWriter.getInstance(document, out);
    document.open();
    PdfSheet sheet = new PdfSheet(document, writer, fonts);
    sheet.paragraph(text, PdfStyle.BODY);
    sheet.table(
        List.of(PdfSheet.Column.text("姓名", 1f), PdfSheet.Column.text("其他", 9f)),
        List.of(List.of(PdfSheet.Cell.of(text), PdfSheet.Cell.of(""))));
    document.close();
    Files.write(folder.resolve("rare.pdf"), out.toByteArray());
  }

  private String shown() throws Exception {
    OtherTools.run(folder, "pdftotext", "-raw", "rare.pdf", "rare.txt");
    return Files.readString(folder.resolve("rare.txt")).replaceAll("\\s", "");
  }

  private static SealingFonts withHanazono() throws Exception {
    OtherTools.skipUnless(
        Files.isRegularFile(HANAZONO),
        "rare characters were not shown: this needs Hanazono Mincho (package fonts-hanazono)");
    return SamplePackage.FONTS.withFallback(HANAZONO);
  }

  @Test
  void thoseOfTheGeneralStandardListAreShownWithoutAnotherFont() throws Exception {
    write(SamplePackage.FONTS, "王𬭎、李𫗧、张𬀩、赵𫘝");

    assertThat(shown()).contains("王𬭎、李𫗧、张𬀩、赵𫘝");
  }

  @Test
  void othersAreShownByAFallbackFontThatIsEmbeddedAsASubset() throws Exception {
    write(withHanazono(), "刘𠮷祥、陈𠅤、𡚸氏");

    assertThat(shown()).contains("刘𠮷祥、陈𠅤、𡚸氏");
    assertThat(OtherTools.run(folder, "pdffonts", "rare.pdf"))
        .containsPattern("HanaMinB.*yes\\s+yes");
    assertThat(OtherTools.run(folder, "qpdf", "--check", "rare.pdf"))
        .contains("No syntax or stream");
    assertThat(Files.size(folder.resolve("rare.pdf"))).isLessThan(200_000);
  }

  @Test
  void eachCharacterHasItsOwnShape() throws Exception {
    SealingFonts fonts = withHanazono();
    write(fonts, "𠮷");
    byte[] one = picture();
    write(fonts, "𡚸");

    // Boxes would look alike.
    assertThat(picture()).isNotEqualTo(one);
  }

  private byte[] picture() throws Exception {
    OtherTools.run(folder, "pdftoppm", "-r", "80", "-singlefile", "rare.pdf", "rare");
    return Files.readAllBytes(folder.resolve("rare.ppm"));
  }

  @Test
  void aLineBreakNeverCutsACharacterInTwo() throws Exception {
    String many =
        IntStream.range(0x20000, 0x20080)
            .mapToObj(Character::toString)
            .collect(Collectors.joining());

    write(withHanazono(), many);

    assertThat(shown()).contains(many + "姓名其他" + many);
  }

  @Test
  void aCharacterThatNoFontShowsStopsTheSealingWithItsCodePoint() {
    assertThatThrownBy(() -> write(SamplePackage.FONTS, "刘𠮷祥"))
        .isInstanceOfSatisfying(
            SealingException.class,
            e -> assertThat(e.reason()).isEqualTo(SealingException.Reason.UNPRINTABLE_CHARACTER))
        .hasMessageContaining("U+20BB7");
  }

  @Test
  void aCharacterThatIsInNoStandardIsRefusedEvenWithTheFallbackFont() throws Exception {
    SealingFonts fonts = withHanazono();

    assertThatThrownBy(() -> write(fonts, "王" + Character.toString(0xF0001)))
        .isInstanceOf(SealingException.class)
        .hasMessageContaining("U+F0001");
  }
}
