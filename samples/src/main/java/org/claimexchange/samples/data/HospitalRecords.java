package org.claimexchange.samples.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** The records of one hospital on their way into its file; ids are the same at every run. */
final class HospitalRecords {
  private final Roster.Hospital hospital;
  private final Map<String, String> lines = new LinkedHashMap<>();

  HospitalRecords(Roster.Hospital hospital) {
    this.hospital = hospital;
  }

  Roster.Hospital hospital() {
    return hospital;
  }

  /** The id of a resource: from hospital, type and a name that is unique in the type. */
  String id(String type, String name) {
    var seed = hospital.id() + "/" + type + "/" + name;
    return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
  }

  String reference(String type, String name) {
    return type + "/" + id(type, name);
  }

  void add(String type, String id, String json) {
    if (lines.putIfAbsent(type + "/" + id, json) != null) {
      throw new IllegalStateException(hospital.id() + " has two of " + type + "/" + id);
    }
  }

  void add(JsonNode resource) {
    add(resource.get("resourceType").asText(), resource.get("id").asText(), resource.toString());
  }

  int size() {
    return lines.size();
  }

  /** Writes one resource a line, compressed; the same records give the same bytes. */
  void write(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        var gzip = new BestGzip(out);
        var writer = new BufferedWriter(new OutputStreamWriter(gzip, StandardCharsets.UTF_8))) {
      for (var line : lines.values()) {
        writer.write(line);
        writer.write('\n');
      }
    }
  }

  private static final class BestGzip extends GZIPOutputStream {
    BestGzip(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
