package org.claimexchange.server.delivery;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.claimexchange.model.disclosure.Salt;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.transaction.LedgerRefusal;
import org.claimexchange.server.job.Happening;
import org.claimexchange.server.job.Step;
import org.claimexchange.server.job.StepQueue;
import org.claimexchange.server.job.Story;
import org.claimexchange.server.request.TaskReason;
import org.claimexchange.server.setup.ExchangeProperties;
import org.claimexchange.server.token.CallingInsurer;
import org.claimexchange.server.web.ProblemException;
import org.claimexchange.verifier.SealedFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /packages/{id}}: the sealed package, its evidence, its receipt; the insurer's own only.
 */
@RestController
class PackageRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(PackageRoutes.class);
  private static final int MAX_RECEIPT = 16 * 1024;
  private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9_-]{0,64}");

  private final PackageAccess access;
  private final PackageStore store;
  private final DeliveryTable table;
  private final FileChoice choice;
  private final Receipts receipts;
  private final CallingInsurer caller;
  private final StepQueue queue;
  private final Story story;
  private final TransactionTemplate transaction;
  private final Duration wait;
  private final SecureRandom random;
  private final Clock clock;

  PackageRoutes(
      PackageAccess access,
      PackageStore store,
      DeliveryTable table,
      FileChoice choice,
      Receipts receipts,
      CallingInsurer caller,
      StepQueue queue,
      Story story,
      TransactionTemplate transaction,
      ExchangeProperties properties,
      SecureRandom random,
      Clock clock) {
    this.access = access;
    this.store = store;
    this.table = table;
    this.choice = choice;
    this.receipts = receipts;
    this.caller = caller;
    this.queue = queue;
    this.story = story;
    this.transaction = transaction;
    this.wait = properties.request().answerWait();
    this.random = random;
    this.clock = clock;
  }

  @GetMapping("/packages/{id}")
  void fetch(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String cipher,
      HttpServletResponse response)
      throws IOException {
    DeliveryRow delivery = open(id, "").delivery();
    StoredFile file = choice.of(store.files(delivery), cipher, caller.current());
    whole(delivery, file);
    response.setContentType("application/pkcs7-mime");
    response.setContentLengthLong(file.bytes());
    response.setHeader("Content-Disposition", "attachment; filename=\"" + id + ".asice.p7m\"");
    response.setHeader("Cache-Control", "no-store");
    // RFC 9530.
    response.setHeader(
        "Repr-Digest",
        "sha-256=:" + Base64.getEncoder().encodeToString(file.digest().bytes()) + ":");
    store.read(delivery, file, response.getOutputStream());
    transaction.executeWithoutResult(status -> {
      if (table.fetched(id)) {
        story.tell(
            delivery.request(),
            Happening.of(Happening.Kind.FETCHED, delivery.insurer(), clock.instant()));
      }
    });
  }

  private void whole(DeliveryRow delivery, StoredFile file) {
    try {
      store.isWhole(delivery, file);
    } catch (IncompletePackageException e) {
      if (table.find(delivery.id()).filter(now -> now.erasedAt().isPresent()).isPresent()) {
        throw gone(LedgerRefusal.Code.DELIVERY_ERASED);
      }
      LOG.error("delivery {}: {}", delivery.id(), e.getMessage());
      throw new ProblemException(
          HttpStatus.INTERNAL_SERVER_ERROR,
          "package-incomplete",
          "The sealed package is not whole here, so nothing of it is sent. Tell the exchange's"
              + " operator, and quote the reference.");
    }
  }

  /** The list of sealed files, which the ledger has the digest of where there are several. */
  @GetMapping("/packages/{id}/files")
  ResponseEntity<byte[]> files(@PathVariable String id) {
    List<StoredFile> files = store.files(open(id, "").delivery());
    if (files.size() == 1) {
      throw new ProblemException(
          HttpStatus.NOT_FOUND,
          "one-file",
          "The package is one sealed file, and the ledger has its own digest: there is no list.");
    }
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .header("Content-Disposition", "attachment; filename=\"" + id + SealedFiles.SUFFIX + "\"")
        .header("Cache-Control", "no-store")
        .body(SealedFiles.bytes(files.stream().map(StoredFile::digest).toList()));
  }

  @GetMapping("/packages/{id}/delivery")
  ResponseEntity<byte[]> evidence(
      @PathVariable String id, @RequestParam(defaultValue = "") String nonce) {
    if (!NONCE.matcher(nonce).matches()) {
      throw new ProblemException(
          HttpStatus.BAD_REQUEST, "nonce-malformed", "A nonce has at most 64 of A-Z a-z 0-9 _ -.");
    }
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .header("Content-Disposition", "attachment; filename=\"" + id + ".delivery.json\"")
        .header("Cache-Control", "no-store")
        .body(CanonicalJson.write(open(id, nonce).evidence()));
  }

  @PostMapping("/packages/{id}/receipt")
  ResponseEntity<Map<String, String>> receipt(@PathVariable String id, HttpServletRequest request)
      throws IOException {
    Participant insurer = caller.current();
    byte[] body = request.getInputStream().readNBytes(MAX_RECEIPT + 1);
    if (body.length > MAX_RECEIPT) {
      throw new ProblemException(
          HttpStatus.CONTENT_TOO_LARGE, "receipt-too-large", "A receipt has at most 16 KB.");
    }
    DeliveryRow delivery =
        table
            .find(id)
            .filter(d -> d.insurer().equals(insurer.id()) && d.recordedAt().isPresent())
            .orElseThrow(PackageRoutes::unknown);
    String jws = new String(body, StandardCharsets.US_ASCII).strip();
    Optional<String> problem = receipts.problem(jws, delivery, insurer);
    if (problem.isPresent()) {
      throw new ProblemException(
          HttpStatus.UNPROCESSABLE_CONTENT, "receipt-invalid", problem.get());
    }
    transaction.executeWithoutResult(status -> {
      if (table.keepReceipt(delivery, new StoredReceipt(jws, Salt.fresh(random)))) {
        queue.addAgain(Step.RECORD_RECEIPT, id, delivery.request());
      }
    });
    queue.await(Step.RECORD_RECEIPT, id, wait);
    DeliveryRow now = table.find(id).orElseThrow();
    return now.receivedAt().isPresent()
        ? ResponseEntity.ok(
            Map.of(
                "transactionId", now.receiptTransactionId(),
                "receivedAt", now.receivedAt().get().toString()))
        : ResponseEntity.accepted().body(Map.of());
  }

  private PackageAccess.Answer.Open open(String id, String nonce) {
    return switch (access.ask(id, caller.current().id(), nonce)) {
      case PackageAccess.Answer.Open open -> open;
      case PackageAccess.Answer.Unknown() -> throw unknown();
      case PackageAccess.Answer.Gone(LedgerRefusal.Code code) -> throw gone(code);
      case PackageAccess.Answer.NotNow() ->
          throw new ProblemException(
              HttpStatus.SERVICE_UNAVAILABLE,
              "ledger-unavailable",
              "The ledger does not answer now, and nothing is handed out without it. Try again"
                  + " soon.");
    };
  }

  private static ProblemException gone(LedgerRefusal.Code code) {
    return new ProblemException(HttpStatus.GONE, TaskReason.of(code), sentence(code));
  }

  private static String sentence(LedgerRefusal.Code code) {
    if (code == LedgerRefusal.Code.DELIVERY_SUPERSEDED) {
      return "The package was replaced by a later one: see the Task's output.";
    }
    return code == LedgerRefusal.Code.DELIVERY_ERASED
        ? "The package was erased."
        : "The consent does not cover this any more: " + TaskReason.of(code) + ".";
  }

  private static ProblemException unknown() {
    return new ProblemException(
        HttpStatus.NOT_FOUND, "not-found", "There is no such package of this insurer.");
  }
}
