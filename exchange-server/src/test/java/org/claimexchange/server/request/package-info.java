@NullMarked
package org.claimexchange.server.request;

import org.jspecify.annotations.NullMarked;
