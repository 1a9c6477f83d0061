package org.claimexchange.server.sealing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.claimexchange.fhir.summary.SourceSummary;
import org.claimexchange.model.consent.Recipient;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.verifier.container.ContainerLayout;

/** {@code case.json}: the claim for systems that know no FHIR, as canonical JSON. */
final class CaseJson {

  private static final String TYPE = "claimexchange/case/v1";

  private CaseJson() {}

  static byte[] write(PackageContent content) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("type", TYPE);
    tree.put("delivery", content.delivery());
    tree.put("supersedes", content.supersedes());
    tree.put("supplements", content.supplements());
    tree.put("sealedAt", content.sealedAt().toString());
    tree.put("consent", content.consent().statement().consent());
    tree.put("purpose", content.consent().openings().purpose().value());
    tree.put(
        "recipients",
        content.consent().openings().recipients().value().stream()
            .map(Recipient::participant)
            .toList());
    PlainTree.of(content.summary().claim()).ifPresent(claim -> tree.put("claim", claim));
    tree.put("sources", sources(content.summary().sources()));
    tree.put(
        "awaited",
        content.awaited().stream().map(PlainTree::of).map(o -> o.orElseThrow()).toList());
    return CanonicalJson.write(tree);
  }

  private static List<Object> sources(List<SourceSummary> summaries) {
    List<Object> sources = new ArrayList<>();
    for (SourceSummary summary : summaries) {
      Map<String, Object> source = new LinkedHashMap<>();
      source.put("document", ContainerLayout.document(sources.size() + 1));
      PlainTree.of(summary).ifPresent(tree -> source.put("records", tree));
      sources.add(source);
    }
    return sources;
  }
}
