package org.claimexchange.model.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.json.CanonicalJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a source may announce. */
class DocumentListTest {
  private static final Digest DIGEST = Digest.of("序号,项目".getBytes(StandardCharsets.UTF_8));
  private static final SourceDocument FEES =
      new SourceDocument("d1", "fee-list", "费用清单.csv", "text/csv", "", 13, DIGEST);
  private static final SourceDocument SCAN = scan("d2", "费用清单（盖章）.pdf", "d1");

  @Test
  void aListSurvivesItsJson() {
    DocumentList list = list(FEES, SCAN);

    DocumentList read = CanonicalJson.read(CanonicalJson.write(list), DocumentList.class);

    assertThat(read).isEqualTo(list);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../费用清单.csv", "a/b.csv", "a\\b.csv", ".csv", " ", "a\nb.csv"})
  void aNameThatIsAPathIsNotTaken(String name) {
    assertThatThrownBy(() -> scan("d2", name, "d1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("name is not as agreed");
  }

  @Test
  void aScanShowsADocumentOfTheList() {
    assertThatThrownBy(() -> list(FEES, scan("d2", "票据.pdf", "d9")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> list(FEES, SCAN, scan("d3", "票据.pdf", "d2")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aDocumentStandsOnce() {
    assertThatThrownBy(() -> list(FEES, FEES)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void noNameReachesALog() {
    assertThat(list(FEES, SCAN).toString()).doesNotContain("费用清单");
  }

  private static SourceDocument scan(String document, String name, String shows) {
    return new SourceDocument(
        document, SourceDocument.SHOWN, name, "application/pdf", shows, 13, DIGEST);
  }

  private static DocumentList list(SourceDocument... documents) {
    return new DocumentList(DocumentList.TYPE, "AAAAAAAAAAAAAAAAAAAAAA", List.of(documents), true);
  }
}
