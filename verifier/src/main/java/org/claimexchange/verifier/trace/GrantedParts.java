package org.claimexchange.verifier.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.claimexchange.model.consent.ConsentOpenings;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.request.RequestBody;

/** What was granted, against what was asked: told at length only where it is less. */
final class GrantedParts {
  private GrantedParts() {}

  static void tell(RequestBody request, ConsentOpenings openings, Telling telling) {
    List<Part> granted = openings.parts().stream().map(opening -> opening.value()).toList();
    String asAsked =
        granted.stream()
            .filter(request.parts()::contains)
            .map(part -> telling.participant(part.source()))
            .collect(Collectors.joining("、"));
    if (!asAsked.isEmpty()) {
      telling.fact("grantedAsAsked", "准许", asAsked + "，与申请相同");
    }
    for (Part part : granted) {
      if (!request.parts().contains(part)) {
        telling.fact("granted", "准许", telling.part(part) + less(part, request, telling));
      }
    }
    for (Part asked : request.parts()) {
      if (granted.stream().noneMatch(part -> part.source().equals(asked.source()))) {
        telling.fact("notGranted", "未准许", telling.participant(asked.source()));
      }
    }
  }

  private static String less(Part granted, RequestBody request, Telling telling) {
    List<Part> asked =
        request.parts().stream().filter(part -> part.source().equals(granted.source())).toList();
    if (asked.size() != 1 || !asked.get(0).covers(granted)) {
      return "";
    }
    List<String> less = new ArrayList<>(asked.get(0).categories());
    less.removeAll(granted.categories());
    return less.isEmpty() ? "（比申请少）" : "（比申请少：" + telling.words().categories(less) + "）";
  }
}
