package org.claimexchange.server.regulator.casefile;

import java.util.List;
import org.claimexchange.model.delivery.DeliveryBody;

/**
 * A delivery as the operator keeps it; the package itself it cannot read.
 *
 * @param body what stands behind its digest
 * @param recorded whether the operator says that it stands on the ledger
 * @param receipt the insurer's signed receipt, one element; empty where none came
 */
public record DeliveryFile(DeliveryBody body, boolean recorded, List<ReceiptFile> receipt) {
  public DeliveryFile {
    receipt = List.copyOf(receipt);
  }
}
