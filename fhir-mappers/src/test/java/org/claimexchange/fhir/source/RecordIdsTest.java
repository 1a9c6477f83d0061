package org.claimexchange.fhir.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecordIdsTest {
  private final RecordIds ids = new RecordIds("hospital-1");

  @Test
  void theSamePartsMakeTheSameId() {
    assertThat(ids.id("Encounter", "urn:oid:1.2", "ZY2026000000"))
        .isEqualTo(new RecordIds("hospital-1").id("Encounter", "urn:oid:1.2", "ZY2026000000"))
        .matches("[0-9a-f]{32}");
  }

  @Test
  void whereAPartEndsIsPartOfTheId() {
    assertThat(ids.id("Encounter", "ZY", "1\0002"))
        .isNotEqualTo(ids.id("Encounter", "ZY", "1", "2"))
        .isNotEqualTo(ids.id("Encounter", "ZY\0001", "2"));
    assertThat(ids.id("Encounter", "ZY", "")).isNotEqualTo(ids.id("Encounter", "ZY"));
    assertThat(ids.id("Encounter", "ZY1", "2")).isNotEqualTo(ids.id("Encounter", "ZY", "12"));
  }

  @Test
  void anotherSourcesRecordIsAnotherRecord() {
    assertThat(ids.id("Encounter", "1"))
        .isNotEqualTo(new RecordIds("hospital-2").id("Encounter", "1"));
  }
}
