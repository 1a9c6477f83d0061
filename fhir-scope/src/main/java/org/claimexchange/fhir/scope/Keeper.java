package org.claimexchange.fhir.scope;

import java.util.List;
import org.hl7.fhir.r4.model.Resource;

/** Takes what passes, record by record. */
public interface Keeper {
  /**
   * Records that will come, told before any record that refers to them: once all but those that
   * only serve others, then each of these as soon as it is referred to.
   *
   * @param addresses {@code Type/id}, in the order in which they will come
   */
  void expect(List<String> addresses);

  /**
   * A record that passes.
   *
   * @param copy new and minimised; references in it are {@code Type/id}; the keeper's own from here
   *     on
   */
  void keep(Resource copy);
}
