package org.claimexchange.fhir.feelist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.claimexchange.fhir.format.SourceFormat;
import org.claimexchange.fhir.protection.ProtectedRecords;
import org.claimexchange.fhir.source.Defect;
import org.claimexchange.fhir.source.MapOutcome.Mapped;
import org.claimexchange.fhir.source.MapOutcome.Refused;
import org.claimexchange.fhir.source.SourceFile;
import org.claimexchange.fhir.source.SourceMapper;
import org.hl7.fhir.r4.model.ChargeItem;
import org.junit.jupiter.api.Test;

class FeeListPartsTest {
  private static final Path LIST = Path.of("src/test/resources/records/fee-list-json/04-list.json");
  private final SourceMapper mapper =
      SourceFormat.FEE_LIST.mapper("hospital-1", new ProtectedRecords());
  private final FeeListParts parts = new FeeListParts();

  @Test
  void aLaterPartBringsOnlyWhatIsNew() throws IOException {
    var whole = Files.readString(LIST);
    var first =
        mapped(whole.replaceFirst("(?s),\\s*\\{\\s*\"feedetl_sn\" : \"FY00030002\".*", "]\n}\n"));

    var taken = (Mapped) parts.add(first);
    assertThat(lines(taken)).isEqualTo(2);
    assertThat(parts.last()).isEqualTo("FY00030001");
    var rest = (Mapped) parts.add(mapped(whole));

    assertThat(lines(rest)).isEqualTo(lines(mapped(whole)) - 2);
    assertThat(parts.size()).isEqualTo((int) lines(mapped(whole)));
  }

  @Test
  void aRecordWithOtherContentRefusesItsPartAsAWhole() throws IOException {
    var whole = Files.readString(LIST);
    parts.add(mapped(whole));
    var changed = whole.replaceFirst("\"cnt\" : \"1\"", "\"cnt\" : \"3\"");

    var outcome = parts.add(mapped(changed));

    assertThat(outcome).isInstanceOf(Refused.class);
    assertThat(((Refused) outcome).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.defect()).isEqualTo(Defect.DUPLICATE));
  }

  private Mapped mapped(String text) {
    return (Mapped)
        mapper.map(new SourceFile("f", "application/json", text.getBytes(StandardCharsets.UTF_8)));
  }

  private static long lines(Mapped mapped) {
    return mapped.resources().stream().filter(ChargeItem.class::isInstance).count();
  }
}
