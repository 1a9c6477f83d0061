/**
 * Where a source's own files come from: {@link org.claimexchange.agent.find.FileSource}, with one
 * implementation for folders and one for views of a database. Nothing that a release says is used
 * as a path or as SQL.
 */
@NullMarked
package org.claimexchange.agent.find;

import org.jspecify.annotations.NullMarked;
