package org.claimexchange.model.register;

import java.util.Arrays;
import java.util.List;

/**
 * All registers as they stand on the ledger, in one state: whatever rests on some of them reads one
 * key, and who reads the blocks does not see which of them it was.
 *
 * @param registers each register once, in the order of {@link RegisterName}
 */
public record RegistersState(List<RegisterState> registers) {
  /**
   * @throws IllegalArgumentException if a register is missing, surplus or out of order
   */
  public RegistersState {
    registers = List.copyOf(registers);
    if (!registers.stream()
        .map(RegisterState::register)
        .toList()
        .equals(List.of(RegisterName.values()))) {
      throw new IllegalArgumentException(
          "expected the registers " + Arrays.toString(RegisterName.values()));
    }
  }

  /** One of them. */
  public RegisterState of(RegisterName name) {
    return registers.stream().filter(one -> one.register() == name).findFirst().orElseThrow();
  }

  /** The same with one register changed. */
  public RegistersState with(RegisterState changed) {
    return new RegistersState(
        registers.stream()
            .map(one -> one.register() == changed.register() ? changed : one)
            .toList());
  }
}
