package org.claimexchange.chaincode.register;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.register.Approval;
import org.claimexchange.model.register.IdentityProvider;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Proven;
import org.claimexchange.model.register.Relation;
import org.claimexchange.model.register.TextTemplate;

/**
 * To which root an entry leads by its path. The same few participants, providers, approvals and
 * templates are shown with every claim, so what was computed for exactly this entry and path is
 * remembered; whether that root is the ledger's is for the caller, each time. Relations are about
 * persons and are not remembered. May be shared by threads.
 */
public final class ProvenRoots {
  /** Each is some kilobytes. Once there are so many, all are forgotten. */
  private static final int MOST = 512;

  private final Map<Proven<?>, Digest> remembered = new ConcurrentHashMap<>();

  /** The root that this entry leads to. */
  Digest of(Proven<?> shown) {
    return switch (shown.entry()) {
      case Participant same -> known(shown);
      case IdentityProvider same -> known(shown);
      case Approval same -> known(shown);
      case TextTemplate same -> known(shown);
      case Relation person -> shown.root();
    };
  }

  private Digest known(Proven<?> shown) {
    Digest known = remembered.get(shown);
    if (known != null) {
      return known;
    }
    Digest root = shown.root();
    if (remembered.size() >= MOST) {
      remembered.clear();
    }
    remembered.put(shown, root);
    return root;
  }
}
