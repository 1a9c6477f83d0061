package org.claimexchange.ledger.embedded;

import java.util.Locale;

/** What a certificate says its holder is, as its organizational unit (Fabric's "NodeOU"). */
enum Role {
  CLIENT,
  PEER,
  ADMIN,
  ORDERER;

  String organizationalUnit() {
    return name().toLowerCase(Locale.ROOT);
  }
}
