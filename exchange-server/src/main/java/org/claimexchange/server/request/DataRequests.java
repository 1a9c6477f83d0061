package org.claimexchange.server.request;

import java.util.Optional;
import org.claimexchange.model.person.PersonId;

/** Data requests, as the patient's side sees them. */
public interface DataRequests {
  /** A request by its id. Whoever calls has made sure that the reader may see it. */
  Optional<DataRequest> find(String requestId);

  /**
   * Opens a one-time link for a person who has logged in. The first right person binds the link to
   * themselves: they may open it again until it expires, nobody else can. A wrong person does not
   * use it up.
   *
   * @param linkToken the token from the link's fragment
   * @param reader who is logged in
   */
  LinkOpening open(String linkToken, PersonId reader);
}
