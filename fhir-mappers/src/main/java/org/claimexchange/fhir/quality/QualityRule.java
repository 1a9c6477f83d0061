package org.claimexchange.fhir.quality;

import java.util.List;
import org.hl7.fhir.r4.model.Resource;

/** One kind of check: sees each record once, and holds no more of it than it must. */
interface QualityRule {
  /** Looks at a record that passed; those it refers to may come before or after it. */
  void add(Resource kept);

  /** What is wrong, once all were seen; the same remark may stand more than once. */
  List<QualityRemark> remarks();
}
