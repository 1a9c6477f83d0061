package org.claimexchange.samples.hospital;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How one hospital is set up.
 *
 * @param participant the hospital's id in the participants' register
 * @param name for people, such as 示范第一医院
 * @param port of FHIR and token endpoint; 0 takes a free one
 * @param adminPort of the fault switches, on the loopback only; 0 takes a free one
 * @param data the records: a file, or {@code classpath:hospital-1.ndjson.gz}
 * @param client who may ask
 * @param baseUrl how callers reach the hospital, without a slash at the end; {@code
 *     http://127.0.0.1:PORT} if absent
 * @param trust folder with the root certificates that evidence is held against; without it no guard
 *     of its own stands before the records, see {@link #behindGuard}
 */
public record HospitalConfig(
    String participant,
    String name,
    int port,
    int adminPort,
    String data,
    Client client,
    @Nullable String baseUrl,
    @Nullable Path trust) {
  private static final String ON_CLASS_PATH = "classpath:";

  /**
   * The one registered client: the exchange.
   *
   * @param id its client id
   * @param jwks file with its public keys (JWK Set); read anew at each assertion
   */
  public record Client(String id, Path jwks) {}

  /**
   * Reads a JSON file; relative paths in it start at the file's folder.
   *
   * @throws IOException if it cannot be read or lacks something
   */
  public static HospitalConfig read(Path file) throws IOException {
    var config = new ObjectMapper().readValue(file.toFile(), HospitalConfig.class);
    var here = file.toAbsolutePath();
    var trust = config.trust();
    return new HospitalConfig(
        config.participant(),
        config.name(),
        config.port(),
        config.adminPort(),
        config.data().startsWith(ON_CLASS_PATH)
            ? config.data()
            : here.resolveSibling(config.data()).toString(),
        new Client(config.client().id(), here.resolveSibling(config.client().jwks())),
        config.baseUrl(),
        trust == null ? null : here.resolveSibling(trust));
  }

  /** Where the hospital's own guard writes what it decided: beside the trust folder. */
  Path guardLog(Path trustFolder) {
    return trustFolder.toAbsolutePath().resolveSibling(participant + "-guard.log");
  }

  /**
   * The same hospital as a plain FHIR server that knows nothing of releases, for a guard of its own
   * to stand in front of; callers still reach it at the same address, the guard's.
   *
   * @param innerPort where it listens, on the loopback only
   */
  public HospitalConfig behindGuard(int innerPort) {
    return new HospitalConfig(
        participant,
        name,
        innerPort,
        adminPort,
        data,
        client,
        baseUrl == null ? "http://127.0.0.1:" + port : baseUrl,
        null);
  }

  /** Opens the records. */
  InputStream openData() throws IOException {
    if (!data.startsWith(ON_CLASS_PATH)) {
      return Files.newInputStream(Path.of(data));
    }
    var name = "/org/claimexchange/samples/data/" + data.substring(ON_CLASS_PATH.length());
    var stream = HospitalConfig.class.getResourceAsStream(name);
    if (stream == null) {
      throw new IOException("no such sample data on the class path: " + data);
    }
    return stream;
  }
}
