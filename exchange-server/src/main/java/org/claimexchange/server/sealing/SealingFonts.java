package org.claimexchange.server.sealing;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openpdf.text.Chunk;
import org.openpdf.text.Font;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.BaseFont;

/**
 * The fonts of the PDF: Noto Sans SC, and behind it fonts for rare characters of names. A character
 * that none of them has is an error, never a box. Reading them takes a second, so one instance
 * serves all packages; safe for use by several threads.
 */
public final class SealingFonts {

  private static final String FOLDER = "/fonts/ttf/NotoSansSC/";

  private final BaseFont regular;
  private final BaseFont bold;
  private final List<BaseFont> fallbacks;

  private SealingFonts(BaseFont regular, BaseFont bold, List<BaseFont> fallbacks) {
    this.regular = regular;
    this.bold = bold;
    this.fallbacks = List.copyOf(fallbacks);
  }

  /**
   * Noto Sans SC alone.
   *
   * @throws IOException if it is not on the class path
   */
  public static SealingFonts notoSansSc() throws IOException {
    return new SealingFonts(
        resource("NotoSansSC-Regular.ttf"), resource("NotoSansSC-Bold.ttf"), List.of());
  }

  /**
   * These fonts, and another one for what they lack, such as one with the characters of plane 2.
   *
   * @param file a TrueType font that may be embedded
   * @throws IOException if it is none
   */
  public SealingFonts withFallback(Path file) throws IOException {
    List<BaseFont> more = new ArrayList<>(fallbacks);
    // By its name, not its bytes: such a font has 30 MB, and only what is shown is read of it.
    BaseFont font =
        BaseFont.createFont(
            file.toAbsolutePath().toString(),
            BaseFont.IDENTITY_H,
            BaseFont.EMBEDDED,
            false,
            null,
            null);
    font.setSubset(true);
    more.add(font);
    return new SealingFonts(regular, bold, more);
  }

  /**
   * A text in one style, each character in the first font that has it.
   *
   * @throws SealingException if none has one of its characters; the message names its code point
   */
  Phrase phrase(String text, PdfStyle style) throws SealingException {
    Phrase phrase = new Phrase(style.leading(), "", styled(main(style), style));
    StringBuilder run = new StringBuilder();
    BaseFont current = main(style);
    for (int character : text.codePoints().toArray()) {
      if (invisible(character)) {
        continue;
      }
      BaseFont font = fontOf(character, style);
      if (!font.equals(current) && !run.isEmpty()) {
        phrase.add(new Chunk(run.toString(), styled(current, style)));
        run.setLength(0);
      }
      current = font;
      run.appendCodePoint(character == '\t' ? ' ' : character);
    }
    if (!run.isEmpty()) {
      phrase.add(new Chunk(run.toString(), styled(current, style)));
    }
    return phrase;
  }

  /** The font of a style, for what is written without a phrase. */
  BaseFont main(PdfStyle style) {
    return style.bold() ? bold : regular;
  }

  private BaseFont fontOf(int character, PdfStyle style) throws SealingException {
    BaseFont main = main(style);
    if (character == '\n' || character == '\t' || main.charExists(character)) {
      return main;
    }
    for (BaseFont fallback : fallbacks) {
      if (fallback.charExists(character)) {
        return fallback;
      }
    }
    throw new SealingException(
        SealingException.Reason.UNPRINTABLE_CHARACTER,
        String.format(
            "no font at hand shows the character U+%04X; add one that does as a fallback font",
            character));
  }

  /** Controls and format characters, which show nothing in any font. */
  private static boolean invisible(int character) {
    int type = Character.getType(character);
    return (type == Character.CONTROL && character != '\n' && character != '\t')
        || type == Character.FORMAT;
  }

  private static Font styled(BaseFont font, PdfStyle style) {
    return new Font(font, style.size(), Font.NORMAL, style.color());
  }

  private static BaseFont resource(String name) throws IOException {
    try (InputStream in = SealingFonts.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new FileNotFoundException("expected the font " + name + " on the class path");
      }
      return font(name, in.readAllBytes());
    }
  }

  private static BaseFont font(String name, byte[] bytes) throws IOException {
    BaseFont font =
        BaseFont.createFont(name, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, false, bytes, null);
    font.setSubset(true);
    return font;
  }
}
