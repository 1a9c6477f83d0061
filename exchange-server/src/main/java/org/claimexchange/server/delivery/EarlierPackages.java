package org.claimexchange.server.delivery;

import java.util.List;
import org.claimexchange.server.request.RequestRow;
import org.claimexchange.server.request.RequestTable;

/** Which package a later one belongs to: that of the Task on which its own Task is based. */
final class EarlierPackages {
  private final RequestTable requests;
  private final DeliveryTable deliveries;

  EarlierPackages(RequestTable requests, DeliveryTable deliveries) {
    this.requests = requests;
    this.deliveries = deliveries;
  }

  /**
   * The id of the last package that was delivered for the earlier Task, one element; empty where
   * there is no earlier Task, or nothing was delivered for it. One that was erased since was
   * delivered all the same.
   */
  List<String> supplementedBy(RequestRow request) {
    return requests.earlier(request.id()).stream()
        .flatMap(earlier -> deliveries.ofRequest(earlier.id()).stream())
        .filter(delivery -> delivery.recordedAt().isPresent())
        .reduce((before, after) -> after)
        .map(DeliveryRow::id)
        .stream()
        .toList();
  }
}
