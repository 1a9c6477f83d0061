package org.claimexchange.chaincode.service;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Optional;
import org.hyperledger.fabric.shim.Chaincode;

/**
 * The service while it runs. It keeps nothing: all that a call needs comes from the peer that asks,
 * so as many instances as wanted may stand side by side, and any of them may end.
 */
public final class RunningService {
  private final ServiceSettings settings;
  private final Clock clock;
  private final PeerDoor peers;
  private final Optional<HealthDoor> health;

  private RunningService(ServiceSettings settings, Clock clock, Chaincode contract)
      throws GeneralSecurityException, IOException {
    this.settings = settings;
    this.clock = clock;
    this.peers = new PeerDoor(settings, contract);
    this.health =
        settings.health().isPresent()
            ? Optional.of(new HealthDoor(settings.health().get(), this::health))
            : Optional.empty();
  }

  /**
   * Starts it.
   *
   * @param settings checked
   * @param contract answers all peers
   * @throws IOException if it cannot listen at one of its addresses
   * @throws GeneralSecurityException if key or certificates cannot be used
   */
  public static RunningService start(ServiceSettings settings, Clock clock, Chaincode contract)
      throws GeneralSecurityException, IOException {
    RunningService service = new RunningService(settings, clock, contract);
    service.peers.open();
    service.health.ifPresent(HealthDoor::open);
    return service;
  }

  /** Ends calls under way, then the service; whether all of them ended in time. */
  public boolean stop() throws InterruptedException {
    boolean all = peers.stop(settings);
    health.ifPresent(HealthDoor::close);
    return all;
  }

  private HealthDoor.Health health() {
    if (!peers.isOpen()) {
      return new HealthDoor.Health(false, "stopping");
    }
    Optional<ServiceTls> tls = settings.tls();
    if (tls.isPresent()
        && clock.instant().isAfter(tls.get().certificate().getNotAfter().toInstant())) {
      return new HealthDoor.Health(false, "the certificate has expired, so no peer connects");
    }
    return new HealthDoor.Health(true, "serving");
  }
}
