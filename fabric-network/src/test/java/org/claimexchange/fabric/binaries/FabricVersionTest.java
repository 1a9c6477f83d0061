package org.claimexchange.fabric.binaries;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FabricVersionTest {
  @ParameterizedTest
  @CsvSource({
    "2.5.16, true",
    "v2.5.0, true",
    "3.1.5, true",
    "v3.1.0-rc1, true",
    "2.4.9, false",
    "2.2.20, false",
    "1.4.12, false",
    "3.0.0, false",
    "3.2.0, false",
    "25.1.0, false"
  })
  void onlyTheTwoVersionsAreTaken(String said, boolean taken) {
    FabricVersion version =
        FabricVersion.parse("peer:\n Version: " + said + "\n Commit SHA: 86c1172be\n")
            .orElseThrow();

    assertThat(version.isSupported()).isEqualTo(taken);
    assertThat("v" + version.text()).endsWith(said.replace("v", ""));
  }

  @Test
  void whatIsNoVersionIsNone() {
    assertThat(FabricVersion.parse("peer:\n Version: latest\n")).isEmpty();
    assertThat(FabricVersion.parse("")).isEmpty();
  }
}
