package org.claimexchange.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.claimexchange.verifier.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code ./exchange verify --require}: what is demanded is understood, or the usage is wrong. */
class VerifyCommandTest {
  private static ParseResult parsed(String... required) {
    String[] all = new String[5 + required.length];
    System.arraycopy(
        new String[] {"p.asice.p7m", "--key", "key.pem", "--trust", "trust"}, 0, all, 0, 5);
    System.arraycopy(required, 0, all, 5, required.length);
    return new CommandLine(new VerifyCommand()).parseArgs(all);
  }

  @Test
  void namesAreGivenByCommaOrOneByOne() {
    assertThat(parsed("--require", "sm2,timestamp").<Object>matchedOptionValue("--require", ""))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.ITERABLE)
        .containsExactlyInAnyOrder(Requirement.SM2, Requirement.TIMESTAMP);
    assertThat(parsed("--require=sm2").<Object>matchedOptionValue("--require", ""))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.ITERABLE)
        .containsExactly(Requirement.SM2);
  }

  /** A demand that is not understood must not be one that is not made. */
  @ParameterizedTest
  @CsvSource({"sm3", "SM2", "sm2;timestamp", "''"})
  void anUnknownNameIsWrongUsage(String name) {
    assertThatThrownBy(() -> parsed("--require", name))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("expected sm2 or timestamp");
  }
}
