package org.claimexchange.server.sealing;

import java.time.Instant;
import java.util.Optional;

/**
 * A source whose records were granted and are not in the package.
 *
 * @param source participant id
 * @param reason why, for people, in Chinese, such as {@code 出院结算尚未完成}
 * @param until until when it is waited for; empty where it is not waited for any more
 */
public record AwaitedSource(String source, String reason, Optional<Instant> until) {}
