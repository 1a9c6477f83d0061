package org.claimexchange.samples.hospital;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.model.primitive.InstantDt;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import java.util.Date;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IPrimitiveType;
import org.jspecify.annotations.Nullable;

/** The answer to a search; only the page that is asked for is parsed. */
final class RecordBundle implements IBundleProvider {
  private final List<StoredRecord> records;
  private final FhirContext fhir;
  private final IPrimitiveType<Date> published = InstantDt.withCurrentTime();

  RecordBundle(List<StoredRecord> records, FhirContext fhir) {
    this.records = records;
    this.fhir = fhir;
  }

  @Override
  public IPrimitiveType<Date> getPublished() {
    return published;
  }

  @Override
  public List<IBaseResource> getResources(int from, int to) {
    var parser = fhir.newJsonParser();
    return records.subList(Math.min(from, records.size()), Math.min(to, records.size())).stream()
        .<IBaseResource>map(found -> parser.parseResource(found.json()))
        .toList();
  }

  @Override
  public @Nullable String getUuid() {
    return null;
  }

  @Override
  public @Nullable Integer preferredPageSize() {
    return null;
  }

  @Override
  public Integer size() {
    return records.size();
  }
}
