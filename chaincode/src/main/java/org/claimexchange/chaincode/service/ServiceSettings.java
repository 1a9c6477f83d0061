package org.claimexchange.chaincode.service;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the service is told, by environment variables. The names are Fabric's where it has one.
 *
 * @param address where peers connect
 * @param packageId id of the installed package, as peers know it
 * @param tls key, certificate and whom to let in; empty only where it was turned off explicitly
 * @param health where health is told; empty where nowhere
 * @param stopWithin how long calls under way may take after the service is told to stop
 */
public record ServiceSettings(
    InetSocketAddress address,
    String packageId,
    Optional<ServiceTls> tls,
    Optional<InetSocketAddress> health,
    Duration stopWithin) {
  /** Host and port at which peers connect. */
  public static final String ADDRESS = "CHAINCODE_SERVER_ADDRESS";

  /** Id of the installed package. */
  public static final String PACKAGE_ID = "CORE_CHAINCODE_ID_NAME";

  /** {@code true}, as where nothing is said, or {@code false}, on the loopback interface only. */
  public static final String TLS = "CORE_PEER_TLS_ENABLED";

  /** PEM file of the service's private key. */
  public static final String KEY = "CORE_TLS_CLIENT_KEY_FILE";

  /** PEM file of the service's certificate, with those between it and its root. */
  public static final String CERTIFICATE = "CORE_TLS_CLIENT_CERT_FILE";

  /** PEM file of the roots that peers' client certificates must come from. */
  public static final String PEER_ROOTS = "CORE_PEER_TLS_ROOTCERT_FILE";

  /** Host and port at which health is told. */
  public static final String HEALTH = "CHAINCODE_HEALTH_ADDRESS";

  /** Seconds that calls under way may take after the service is told to stop. */
  public static final String STOP_WITHIN = "CHAINCODE_STOP_WITHIN_SECONDS";

  private static final int LONGEST_STOP = 600;

  /**
   * Reads and checks them.
   *
   * @param environment variables by name
   * @param clock against which certificates are held
   * @throws WrongSettingsException if one is missing or wrong
   */
  public static ServiceSettings read(Map<String, String> environment, Clock clock)
      throws WrongSettingsException {
    Reader reader = new Reader(environment);
    Optional<InetSocketAddress> address = reader.address(ADDRESS, true);
    String packageId = reader.packageId();
    boolean secured = reader.isTlsOn();
    Optional<ServiceTls> tls = secured ? reader.tls(clock) : Optional.empty();
    if (!secured) {
      address.ifPresent(reader::staysOnThisMachine);
    }
    Optional<InetSocketAddress> health = reader.address(HEALTH, false);
    Duration stopWithin = reader.stopWithin();
    if (!reader.problems.isEmpty() || address.isEmpty()) {
      throw new WrongSettingsException(reader.problems);
    }
    return new ServiceSettings(address.get(), packageId, tls, health, stopWithin);
  }

  /** Reads one after the other and remembers what is wrong. */
  private static final class Reader {
    private final Map<String, String> environment;
    private final List<String> problems = new ArrayList<>();

    Reader(Map<String, String> environment) {
      this.environment = environment;
    }

    private String value(String name) {
      return environment.getOrDefault(name, "").strip();
    }

    Optional<InetSocketAddress> address(String name, boolean needed) {
      String text = value(name);
      if (text.isEmpty()) {
        if (needed) {
          problems.add(name + " must name the host and port to listen at, found nothing");
        }
        return Optional.empty();
      }
      int colon = text.lastIndexOf(':');
      int port = colon < 0 ? -1 : number(text.substring(colon + 1));
      if (colon < 1 || port < 1 || port > 65_535) {
        problems.add(name + " must be a host and a port such as 0.0.0.0:9999, found " + text);
        return Optional.empty();
      }
      InetSocketAddress address = new InetSocketAddress(text.substring(0, colon), port);
      if (address.isUnresolved()) {
        problems.add(name + " names a host that is not known here: " + text);
        return Optional.empty();
      }
      return Optional.of(address);
    }

    String packageId() {
      String id = value(PACKAGE_ID);
      if (!id.matches("[^:\\s]{1,100}:[^:\\s]{1,100}")) {
        problems.add(
            PACKAGE_ID
                + " must be the id of the installed package, label:hash, found "
                + (id.isEmpty() ? "nothing" : id));
      }
      return id;
    }

    boolean isTlsOn() {
      return switch (value(TLS)) {
        case "false" -> false;
        case "", "true" -> true;
        case String other -> {
          problems.add(TLS + " must be true or false, found " + other);
          yield true;
        }
      };
    }

    void staysOnThisMachine(InetSocketAddress address) {
      if (!address.getAddress().isLoopbackAddress()) {
        problems.add(
            TLS
                + "=false is for one machine alone: "
                + ADDRESS
                + " must then be of the loopback interface, such as 127.0.0.1:9999, found "
                + value(ADDRESS));
      }
    }

    Optional<ServiceTls> tls(Clock clock) {
      List<String> missing =
          List.of(KEY, CERTIFICATE, PEER_ROOTS).stream()
              .filter(name -> value(name).isEmpty())
              .toList();
      if (!missing.isEmpty()) {
        missing.forEach(name ->
            problems.add(
                name
                    + " must name a PEM file, found nothing; on one machine only, TLS may be"
                    + " turned off by "
                    + TLS
                    + "=false"));
        return Optional.empty();
      }
      return TlsFiles.read(
          Path.of(value(KEY)),
          Path.of(value(CERTIFICATE)),
          Path.of(value(PEER_ROOTS)),
          clock,
          problems::add);
    }

    Duration stopWithin() {
      String text = value(STOP_WITHIN);
      int seconds = text.isEmpty() ? 30 : number(text);
      if (seconds < 0 || seconds > LONGEST_STOP) {
        problems.add(
            STOP_WITHIN + " must be a number of seconds up to " + LONGEST_STOP + ", found " + text);
      }
      return Duration.ofSeconds(seconds);
    }

    private static int number(String text) {
      return text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : -1;
    }
  }
}
