package org.claimexchange.server.regulator.feed;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.claimexchange.server.feed.Feed;
import org.claimexchange.server.regulator.ConsolePart;
import org.claimexchange.server.web.ProblemException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The entries of the feed from a number on, as lines; more than are there now is no error. */
@ConsolePart
@RestController
class FeedDownload {
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

  private final Feed feed;

  FeedDownload(Feed feed) {
    this.feed = feed;
  }

  @GetMapping("/console/feed")
  void feed(
      @RequestParam(name = "from", defaultValue = "1") String from, HttpServletResponse response)
      throws IOException {
    if (!NUMBER.matcher(from).matches()) {
      throw new ProblemException(
          HttpStatus.BAD_REQUEST,
          "from-malformed",
          "Expected the number of the first entry wanted, from 1 on, in at most 18 digits. To go on"
              + " with a download, take the number after its last entry.");
    }
    response.setContentType("application/x-ndjson");
    response.setHeader(
        "Content-Disposition", "attachment; filename=\"feed-from-" + from + ".ndjson\"");
    feed.writeTo(Long.parseLong(from), response.getOutputStream());
  }
}
