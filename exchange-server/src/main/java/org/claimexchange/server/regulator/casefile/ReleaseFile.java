package org.claimexchange.server.regulator.casefile;

import java.util.List;
import org.claimexchange.model.release.ReleaseBody;

/**
 * A release as the operator keeps it.
 *
 * @param body what stands behind its digest
 * @param opened whether the operator says that it stands on the ledger
 * @param deliveries what was delivered under it, oldest first
 */
public record ReleaseFile(ReleaseBody body, boolean opened, List<DeliveryFile> deliveries) {
  public ReleaseFile {
    deliveries = List.copyOf(deliveries);
  }
}
