/**
 * Keys, first block and configuration files; start with {@link
 * org.claimexchange.fabric.material.CryptoMaterial}.
 */
@NullMarked
package org.claimexchange.fabric.material;

import org.jspecify.annotations.NullMarked;
