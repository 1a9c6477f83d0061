package org.claimexchange.samples.hospital;

/** Makes a hospital fail, and lets it work again. */
public interface FaultSwitch {
  /** Switches a fault on; the one before is off. */
  void set(Fault fault);

  /** Switches any fault off. */
  void clear();
}
