package org.claimexchange.fhir.read;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Resource;

/**
 * All that one source answered, page by page. It can be read again and again, so that nobody has to
 * hold it: a stay of 20,000 charge lines is ten times larger as objects than as text.
 */
public interface Answer {
  /** How many pages it has. */
  int pages();

  /**
   * Hands over the records of one page, in their order; the same ones each time.
   *
   * @param number from 0 to {@link #pages()} less one
   * @throws MalformedAnswerException if the page cannot be read; what was handed over before counts
   *     for nothing
   */
  void read(int number, Consumer<? super Resource> each) throws MalformedAnswerException;

  /** One page of records that are in memory anyway. */
  static Answer of(Collection<? extends Resource> records) {
    var page = List.<Resource>copyOf(records);
    return new Answer() {
      @Override
      public int pages() {
        return 1;
      }

      @Override
      public void read(int number, Consumer<? super Resource> each) {
        page.forEach(each);
      }
    };
  }
}
