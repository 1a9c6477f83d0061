package org.claimexchange.server.sealing;

import java.awt.Color;

/** How text looks in the PDF. */
enum PdfStyle {
  TITLE(20f, true, PdfStyle.INK),
  HEADING(13f, true, PdfStyle.ACCENT),
  SUBHEADING(10f, true, PdfStyle.INK),
  FIGURE(15f, true, PdfStyle.ACCENT),
  BODY(9f, false, PdfStyle.INK),
  STRONG(9f, true, PdfStyle.INK),
  LABEL(8f, false, PdfStyle.MUTED),
  CELL(8.5f, false, PdfStyle.INK),
  CELL_STRONG(8.5f, true, PdfStyle.INK),
  CELL_HEAD(8f, true, PdfStyle.ACCENT),
  ABNORMAL(8.5f, true, PdfStyle.ALERT),
  ALERT_TEXT(9f, true, PdfStyle.ALERT),
  FOOTER(7.5f, false, PdfStyle.MUTED);

  static final int ACCENT = 0x1B4F8A;
  static final int INK = 0x1F2933;
  static final int MUTED = 0x667380;
  static final int ALERT = 0xB42318;

  private static final float LEADING = 1.45f;

  private final float size;
  private final boolean bold;
  private final int rgb;

  PdfStyle(float size, boolean bold, int rgb) {
    this.size = size;
    this.bold = bold;
    this.rgb = rgb;
  }

  float size() {
    return size;
  }

  boolean bold() {
    return bold;
  }

  Color color() {
    return new Color(rgb);
  }

  float leading() {
    return size * LEADING;
  }
}
