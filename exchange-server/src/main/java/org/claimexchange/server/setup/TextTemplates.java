package org.claimexchange.server.setup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.claimexchange.model.disclosure.Digest;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The texts that come with the server: {@code texts/NAME.LANGUAGE.mustache} on the class path. Its
 * id is the name with the language.
 */
public final class TextTemplates {
  private static final String SUFFIX = ".mustache";

  private TextTemplates() {}

  /**
   * One text.
   *
   * @param id template id
   * @param language BCP 47
   * @param words its words
   */
  public record Text(String id, String language, String words) {
    Digest digest() {
      return Digest.of(words.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** All of them. */
  public static List<Text> all() throws IOException {
    List<Text> texts = new ArrayList<>();
    var resolver = new PathMatchingResourcePatternResolver();
    for (Resource resource : resolver.getResources("classpath*:texts/*" + SUFFIX)) {
      String file = resource.getFilename();
      if (file != null) {
        String id = file.substring(0, file.length() - SUFFIX.length());
        String language = id.substring(id.indexOf('.') + 1);
        texts.add(new Text(id, language, resource.getContentAsString(StandardCharsets.UTF_8)));
      }
    }
    return texts;
  }
}
