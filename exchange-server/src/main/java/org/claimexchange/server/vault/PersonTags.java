package org.claimexchange.server.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import org.claimexchange.model.person.PersonId;

/**
 * What stands in the database for a person, so that their rows can be found and their number
 * cannot: HMAC-SHA256 under a key of the vault.
 */
public final class PersonTags {
  private static final KeyName KEY = new KeyName(KeyName.Use.TABLE, "tags");

  private final Vault vault;

  /** Tags under the key of this vault. */
  public PersonTags(Vault vault) {
    this.vault = vault;
  }

  /** The tag of a person. */
  public String of(PersonId person) {
    return tag("person|" + person.system().uri() + "|" + person.number());
  }

  /** The tag of a pair: who signs for whom. */
  public String of(PersonId subject, PersonId grantor) {
    return tag("relation|" + of(subject) + "|" + of(grantor));
  }

  /** The tag of something an insurer wrote, such as a case number. */
  public String of(String kind, String insurer, String value) {
    return tag(kind + "|" + insurer + "|" + value);
  }

  private String tag(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(vault.keyFor(KEY));
      byte[] tag = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(tag);
    } catch (GeneralSecurityException e) {
      throw new VaultException("cannot tag", e);
    }
  }
}
