package org.claimexchange.agent.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Reads an agent's configuration: YAML, at most 64 KB, without aliases; unknown and repeated keys
 * are refused. Relative paths start at the file's folder.
 */
public final class ConfigFile {
  private static final int MOST_BYTES = 64 * 1024;
  private static final int DEEPEST = 10;
  private static final ObjectMapper YAML = mapper();

  private ConfigFile() {}

  private static ObjectMapper mapper() {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setMaxAliasesForCollections(0);
    options.setNestingDepthLimit(DEEPEST);
    options.setCodePointLimit(MOST_BYTES);
    var factory =
        YAMLFactory.builder()
            .loaderOptions(options)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    return YAMLMapper.builder(factory)
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .build();
  }

  /**
   * Reads a file.
   *
   * @throws ConfigException with all that is wrong
   * @throws IOException if it cannot be read
   */
  public static AgentConfig read(Path file) throws ConfigException, IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new ConfigException(List.of("the file is larger than " + MOST_BYTES + " bytes"));
    }
    RawConfig raw;
    try {
      raw =
          YAML.readValue(
              new String(Files.readAllBytes(file), StandardCharsets.UTF_8), RawConfig.class);
    } catch (JsonProcessingException e) {
      throw new ConfigException(List.of(place(e)));
    }
    if (raw == null) {
      throw new ConfigException(List.of("the file is empty"));
    }
    return new ConfigCheck(file.toAbsolutePath().normalize()).config(raw);
  }

  /** Where and which key: never a value, which may be a password in the wrong place. */
  private static String place(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    String line = at == null ? "" : "line " + at.getLineNr() + ": ";
    if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      return line
          + mapping.getPath().stream()
              .map(step -> step.getFieldName() == null ? "" + step.getIndex() : step.getFieldName())
              .collect(Collectors.joining("."))
          + " is unknown, or not of the kind that is expected";
    }
    return line + "this is no YAML, or a key stands twice";
  }
}
