package org.claimexchange.server.push;

import org.claimexchange.model.evidence.Evidence;
import org.claimexchange.model.source.DocumentList;

/**
 * What an agent ended with.
 *
 * @param list all files of the part
 * @param evidence of the session in which it ended
 */
public record StoredPush(DocumentList list, Evidence evidence) {}
