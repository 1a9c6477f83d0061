package org.claimexchange.server.push;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.claimexchange.model.evidence.SessionGrant;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.json.MalformedJsonException;
import org.claimexchange.model.source.AwaitedRelease;
import org.claimexchange.model.source.AwaitedReleases;
import org.claimexchange.model.source.DocumentList;
import org.claimexchange.model.source.SourceDocument;
import org.claimexchange.server.release.PullRow;
import org.claimexchange.server.release.ReleaseTable;
import org.claimexchange.server.token.CallingSource;
import org.claimexchange.server.web.ProblemDetails;
import org.claimexchange.server.web.ProblemException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /agent}: what waits for a source, and the way in for what it sends. */
@RestController
class PushRoutes {
  /** The header with a {@code SourceDocument}, canonical JSON, base64url. */
  static final String DOCUMENT = "Source-Document";

  /** It is kept as one document with the evidence, which needs the rest. */
  private static final int LARGEST_LIST = CanonicalJson.MAX_BYTES - 512 * 1024;

  private static final int MOST_NAMED = 100;
  private static final int LONGEST_QUESTION = 1024;
  private static final int LONGEST_HEADER = 6 * 1024;
  private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9_-]{16,64}");
  private static final Pattern PLACE = Pattern.compile("([A-Za-z0-9_-]{1,64})\\.([0-9]{1,4})");
  private static final String WAIT = "30";

  private final ReleaseTable releases;
  private final PushSessions sessions;
  private final Pushes pushes;
  private final PushLoad load;
  private final CallingSource caller;

  PushRoutes(
      ReleaseTable releases,
      PushSessions sessions,
      Pushes pushes,
      PushLoad load,
      CallingSource caller) {
    this.releases = releases;
    this.sessions = sessions;
    this.pushes = pushes;
    this.load = load;
    this.caller = caller;
  }

  /**
   * What an agent asks with.
   *
   * @param nonce 16 to 64 characters of base64url, made by the agent
   */
  record Question(String nonce) {}

  /**
   * What waits, a hundred at a time.
   *
   * @param after {@code {release}.{part}} of the last that is known; empty for the first hundred
   */
  @GetMapping(path = "/agent/releases", produces = MediaType.APPLICATION_JSON_VALUE)
  byte[] releases(@RequestParam(defaultValue = "") String after) {
    String source = caller.current().id();
    List<PullRow> pulls =
        after.isEmpty()
            ? releases.awaited(source, AwaitedReleases.MOST)
            : behind(source, after)
                .orElseThrow(() ->
                    new ProblemException(
                        HttpStatus.BAD_REQUEST,
                        "after",
                        "Expected {release}.{part} of a release that waited for this source."));
    return CanonicalJson.write(
        new AwaitedReleases(
            pulls.stream()
                .map(pull -> new AwaitedRelease(pull.release(), pull.part(), pull.waitingUntil()))
                .toList()));
  }

  private Optional<List<PullRow>> behind(String source, String after) {
    Matcher place = PLACE.matcher(after);
    return place.matches()
        ? releases.awaitedAfter(
            source, place.group(1), Integer.parseInt(place.group(2)), AwaitedReleases.MOST)
        : Optional.empty();
  }

  @PostMapping("/agent/releases/{release}/{part}/evidence")
  ResponseEntity<byte[]> evidence(
      @PathVariable String release, @PathVariable int part, HttpServletRequest request)
      throws IOException {
    String source = caller.current().id();
    PullRow pull = awaited(source, release, part);
    Question question = body(request, LONGEST_QUESTION, Question.class);
    if (!NONCE.matcher(question.nonce()).matches()) {
      throw new ProblemException(
          HttpStatus.BAD_REQUEST, "nonce", "Expected a nonce of 16 to 64 characters, base64url.");
    }
    return switch (sessions.open(source, pull, question.nonce())) {
      case PushSessions.Outcome.Opened opened ->
          ResponseEntity.ok()
              .contentType(MediaType.APPLICATION_JSON)
              .header(SessionGrant.HEADER, opened.session())
              .header("Cache-Control", "no-store")
              .body(CanonicalJson.write(opened.presentation()));
      case PushSessions.Outcome.Refused refused ->
          throw new ProblemException(
              HttpStatus.FORBIDDEN,
              "release-refused",
              "The ledger does not stand by this release.");
      case PushSessions.Outcome.NotNow notNow ->
          ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).header("Retry-After", WAIT).build();
    };
  }

  @PutMapping("/agent/releases/{release}/{part}/documents/{document}")
  ResponseEntity<ProblemDetail> put(
      @PathVariable String release,
      @PathVariable int part,
      @PathVariable String document,
      @RequestHeader(name = SessionGrant.HEADER, defaultValue = "") String session,
      @RequestHeader(name = DOCUMENT, defaultValue = "") String about,
      HttpServletRequest request)
      throws IOException {
    String source = caller.current().id();
    PullRow pull = awaited(source, release, part);
    if (session.isEmpty()) {
      return answer(request, new PutOutcome.NotOpen());
    }
    SourceDocument announced = announced(about, document);
    Optional<PutOutcome> before = pushes.before(source, pull, session, announced);
    if (before.isPresent()) {
      return answer(request, before.get());
    }
    long length = request.getContentLengthLong();
    if (length >= 0 && length != announced.size()) {
      return answer(request, new PutOutcome.NotAsAnnounced());
    }
    Optional<PushLoad.Held> held = load.take(source, announced.size());
    if (held.isEmpty()) {
      return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
          .header("Retry-After", WAIT)
          .build();
    }
    try (PushLoad.Held budget = held.get()) {
      return answer(request, pushes.put(pull, announced, request.getInputStream()));
    }
  }

  @PostMapping("/agent/releases/{release}/{part}/documents")
  ResponseEntity<ProblemDetail> end(
      @PathVariable String release,
      @PathVariable int part,
      @RequestHeader(name = SessionGrant.HEADER, defaultValue = "") String session,
      HttpServletRequest request)
      throws IOException, InterruptedException {
    String source = caller.current().id();
    PullRow pull = awaited(source, release, part);
    if (!pushes.isOpen(source, pull, session)) {
      return answer(request, new PutOutcome.NotOpen());
    }
    DocumentList list = body(request, LARGEST_LIST, DocumentList.class);
    if (!list.release().equals(release)) {
      throw new ProblemException(
          HttpStatus.BAD_REQUEST, "release", "Expected a list of this release.");
    }
    return switch (pushes.end(source, pull, session, list)) {
      case EndOutcome.Taken taken -> ResponseEntity.noContent().build();
      case EndOutcome.NotOpen notOpen -> answer(request, new PutOutcome.NotOpen());
      case EndOutcome.Missing(List<String> missing) -> {
        ProblemDetail problem =
            ProblemDetails.of(
                request,
                HttpStatus.CONFLICT,
                "missing",
                "Not all files of the list are here as it has them.");
        problem.setProperty("missing", missing.stream().limit(MOST_NAMED).toList());
        yield ResponseEntity.status(HttpStatus.CONFLICT).body(problem);
      }
    };
  }

  private PullRow awaited(String source, String release, int part) {
    return pushes
        .awaited(source, release, part)
        .orElseThrow(() ->
            new ProblemException(
                HttpStatus.NOT_FOUND, "not-awaited", "Nothing is waited for here."));
  }

  private static SourceDocument announced(String about, String document) {
    try {
      if (about.length() <= LONGEST_HEADER) {
        SourceDocument announced =
            CanonicalJson.read(Base64.getUrlDecoder().decode(about), SourceDocument.class);
        if (announced.document().equals(document)) {
          return announced;
        }
      }
    } catch (IllegalArgumentException | MalformedJsonException e) {
      // Told below; the message may hold what stood there.
    }
    throw new ProblemException(
        HttpStatus.BAD_REQUEST,
        "source-document",
        "Expected the header " + DOCUMENT + " with what is sent, under the name of the address.");
  }

  private static <T> T body(HttpServletRequest request, int most, Class<T> type)
      throws IOException {
    byte[] bytes = request.getInputStream().readNBytes(most + 1);
    if (bytes.length > most) {
      throw new ProblemException(
          HttpStatus.CONTENT_TOO_LARGE, "too-large", "Expected at most " + most + " bytes.");
    }
    try {
      return CanonicalJson.read(bytes, type);
    } catch (MalformedJsonException e) {
      throw new ProblemException(
          HttpStatus.BAD_REQUEST, "malformed", "Expected JSON as docs/sources.md tells of it.");
    }
  }

  private static ResponseEntity<ProblemDetail> answer(
      HttpServletRequest request, PutOutcome outcome) {
    return switch (outcome) {
      case PutOutcome.Taken taken -> ResponseEntity.noContent().build();
      case PutOutcome.NotOpen notOpen ->
          problem(request, HttpStatus.FORBIDDEN, "no-session", "No push session is open.");
      case PutOutcome.Differs differs ->
          problem(request, HttpStatus.CONFLICT, "differs", "Another file of this name is here.");
      case PutOutcome.TooLarge tooLarge ->
          problem(
              request,
              HttpStatus.CONTENT_TOO_LARGE,
              "too-large",
              "The file, or all files of the part, are larger than agreed.");
      case PutOutcome.NotAsAnnounced notAsAnnounced ->
          problem(
              request,
              HttpStatus.UNPROCESSABLE_CONTENT,
              "not-as-announced",
              "The bytes have another size or digest than was announced.");
      case PutOutcome.TooSlow tooSlow ->
          problem(
              request, HttpStatus.REQUEST_TIMEOUT, "too-slow", "The file did not come in time.");
      case PutOutcome.Unreadable(var problems) -> {
        ProblemDetail detail =
            ProblemDetails.of(
                request,
                HttpStatus.UNPROCESSABLE_CONTENT,
                "unreadable",
                "The file cannot be read as what it is said to be.");
        detail.setProperty(
            "problems",
            problems.stream()
                .map(problem ->
                    Map.of(
                        "defect", problem.defect().name(),
                        "path", problem.path(),
                        "line", problem.line(),
                        "expected", problem.expected()))
                .toList());
        yield ResponseEntity.status(HttpStatus.UNPROCESSABLE_CONTENT).body(detail);
      }
    };
  }

  private static ResponseEntity<ProblemDetail> problem(
      HttpServletRequest request, HttpStatus status, String code, String sentence) {
    return ResponseEntity.status(status).body(ProblemDetails.of(request, status, code, sentence));
  }
}
