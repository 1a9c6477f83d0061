package org.claimexchange.server.delivery;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.claimexchange.fhir.read.Answer;
import org.claimexchange.fhir.read.FhirReader;
import org.claimexchange.fhir.read.MalformedAnswerException;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.server.release.PullRow;
import org.claimexchange.server.release.ReleaseTable;
import org.claimexchange.server.release.StoredPull;
import org.hl7.fhir.r4.model.Resource;

/** What a source answered, as it rests in the database: one page at a time is opened and read. */
final class StoredAnswer implements Answer {
  private final ReleaseTable releases;
  private final PullRow pull;
  private final FhirReader reader;
  private final int pages;
  private final SortedMap<Integer, String> digests = new TreeMap<>();

  StoredAnswer(ReleaseTable releases, PullRow pull, FhirReader reader) {
    this.releases = releases;
    this.pull = pull;
    this.reader = reader;
    this.pages = releases.pageCount(pull);
  }

  @Override
  public int pages() {
    return pages;
  }

  @Override
  public void read(int number, Consumer<? super Resource> each) throws MalformedAnswerException {
    digests.put(number, reader.readEntries(releases.page(pull, number), each).sha256());
  }

  /** Whether the pages that were read are those of which the pull told: as many, in their order. */
  boolean isWhatCame(StoredPull result) {
    MessageDigest all = Digest.sha256();
    digests.values().forEach(digest -> all.update(HexFormat.of().parseHex(digest)));
    return digests.size() == result.pages() && Digest.ofHash(all.digest()).equals(result.digest());
  }

  /** SHA-256 of each page that was read, as it came, in their order. */
  List<String> digests() {
    return List.copyOf(digests.values());
  }
}
