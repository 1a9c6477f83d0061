@NullMarked
package org.claimexchange.server.job;

import org.jspecify.annotations.NullMarked;
