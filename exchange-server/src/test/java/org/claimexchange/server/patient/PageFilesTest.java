package org.claimexchange.server.patient;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** The page's static files, as they are served. */
class PageFilesTest {
  private static final Path SERVED = Path.of("target/classes/static/h5");
  private static final Path SOURCE = Path.of("src/main/resources/static/h5");
  private static final int FIRST_LOAD = 100 * 1024;

  /**
   * Each file's digest stands in index.html (Subresource Integrity), for modules in a modulepreload
   * that the imports then meet. {@code -Dh5.integrity=write} writes them anew.
   */
  @Test
  void every_script_and_style_carries_its_digest_in_the_page() throws Exception {
    String wanted = index();
    if ("write".equals(System.getProperty("h5.integrity"))) {
      Files.writeString(SOURCE.resolve("index.html"), wanted);
      Files.writeString(SERVED.resolve("index.html"), wanted);
    }

    assertThat(Files.readString(SOURCE.resolve("index.html")))
        .as("run: mvn -pl exchange-server -am test -Dtest=PageFilesTest -Dh5.integrity=write")
        .isEqualTo(wanted);
  }

  @Test
  void the_first_load_is_at_most_100_KB() throws Exception {
    long bytes = 0;
    for (Path file : files("js", "css", "html", "svg", "json")) {
      bytes += gzipped(Files.readAllBytes(SERVED.resolve(file)));
    }

    assertThat(bytes).isLessThan(FIRST_LOAD);
  }

  @Test
  void nothing_in_the_page_is_inline_or_comes_from_elsewhere() throws Exception {
    String html = Files.readString(SOURCE.resolve("index.html"));

    assertThat(html)
        .doesNotContain("<style")
        .doesNotContainPattern(" style=")
        .doesNotContainPattern(" on[a-z]+=")
        .doesNotContainPattern("<script(?![^>]* src=)");
    for (Path file : files("js")) {
      assertThat(Files.readString(SERVED.resolve(file)))
          .as(file.toString())
          .doesNotContain(
              "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(");
    }
  }

  @Test
  void no_jargon_stands_on_a_Chinese_screen() throws Exception {
    assertThat(Files.readString(SOURCE.resolve("words/zh-CN.js")))
        .doesNotContain("哈希", "区块", "FHIR", "令牌", "链上", "账本", "摘要值");
  }

  @Test
  void both_languages_have_the_same_words() throws Exception {
    Pattern key = Pattern.compile("^\\s*'?([A-Za-z][A-Za-z-]*)'?:", Pattern.MULTILINE);
    List<List<String>> keys =
        Stream.of("words/zh-CN.js", "words/en.js")
            .map(name -> read(SOURCE.resolve(name)))
            .map(text ->
                key.matcher(text).results().map(hit -> hit.group(1)).sorted().distinct().toList())
            .toList();

    assertThat(keys.get(1))
        .containsAll(
            keys.get(0).stream().filter(k -> !k.equals("guardian") && !k.equals("other")).toList());
  }

  private String index() throws Exception {
    String html = Files.readString(SOURCE.resolve("index.html"));
    html = html.replaceAll("(?m)^<(link rel=\"modulepreload\"|script).*\\R", "");
    for (Path file : files("css")) {
      html =
          html.replaceAll(
              "(href=\"" + Pattern.quote(file.toString()) + "\"[^>]*integrity=\")[^\"]*",
              "$1" + digest(file));
    }
    String modules =
        files("js").stream()
            .filter(file -> !file.toString().equals("app.js"))
            .map(file ->
                "<link rel=\"modulepreload\" href=\""
                    + file
                    + "\" integrity=\""
                    + digest(file)
                    + "\">\n")
            .collect(Collectors.joining());
    String script =
        "<script type=\"module\" src=\"app.js\" integrity=\""
            + digest(Path.of("app.js"))
            + "\"></script>\n";
    return html.replace("</head>", modules + script + "</head>");
  }

  private static String digest(Path file) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-384").digest(Files.readAllBytes(SERVED.resolve(file)));
      return "sha384-" + Base64.getEncoder().encodeToString(hash);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static List<Path> files(String... endings) throws IOException {
    try (Stream<Path> all = Files.walk(SERVED)) {
      return all.filter(Files::isRegularFile)
          .map(SERVED::relativize)
          .filter(file -> Stream.of(endings).anyMatch(e -> file.toString().endsWith("." + e)))
          .sorted()
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static int gzipped(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.size();
  }
}
