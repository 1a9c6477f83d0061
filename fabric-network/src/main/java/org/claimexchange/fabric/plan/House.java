package org.claimexchange.fabric.plan;

import java.util.Locale;

/** An organization of the network. */
public enum House {
  /** The operator of the exchange. */
  EXCHANGE("ExchangeMSP", 1),
  /** The regulator. */
  REGULATOR("RegulatorMSP", 1),
  /** The sources: two peers, two clients. */
  SOURCE("SourceMSP", 2),
  /** The insurers. */
  INSURER("InsurerMSP", 1);

  private final String mspId;
  private final int clients;

  House(String mspId, int clients) {
    this.mspId = mspId;
    this.clients = clients;
  }

  /** Its id on the channel, for peers, clients and admins. */
  public String mspId() {
    return mspId;
  }

  /** Its id on the channel as one that orders; insurers order nothing. */
  public String ordererMspId() {
    return mspId.replace("MSP", "OrdererMSP");
  }

  /** How many client certificates it is given at the start. */
  public int clients() {
    return clients;
  }

  /** The name of one of its clients, counted from 1. */
  public String client(int number) {
    return clients == 1 ? word() : word() + "-" + number;
  }

  /** The name of its admin. */
  public String admin() {
    return word() + "-admin";
  }

  /** Its name in names of nodes and files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The domain in its certificates. */
  public String domain() {
    return word() + ".example";
  }
}
