package org.claimexchange.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import io.grpc.ManagedChannel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.SubmissionJournal;
import org.claimexchange.ledger.gateway.GatewayLedger;
import org.claimexchange.ledger.gateway.GatewayPeers;
import org.claimexchange.ledger.gateway.GatewaySettings;
import org.claimexchange.ledger.gateway.LedgerIdentity;
import org.claimexchange.ledger.gateway.PeerAddress;
import org.claimexchange.ledger.registers.RegisterBook;
import org.claimexchange.ledger.registers.RegisterBookFile;
import org.claimexchange.ledger.registers.RegisterHandover;
import org.claimexchange.ledger.registers.RegisterOffice;
import org.claimexchange.ledger.registers.RegisterOrder;
import org.claimexchange.ledger.registers.RegisterTroubleException;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.json.MalformedJsonException;
import org.claimexchange.model.register.RegisterEntry;
import org.claimexchange.model.register.RegisterName;
import org.hyperledger.fabric.client.identity.Identities;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./exchange registers}: the regulator changes the registers, from its own machine. */
@Command(
    name = "registers",
    mixinStandardHelpOptions = true,
    description = {
      "Changes the registers on the ledger, as the regulator and with its own client certificate.",
      "What stands behind the roots is kept in a book, a file that holds secrets and needs a"
          + " backup."
    },
    subcommands = {
      RegistersCommand.Init.class,
      RegistersCommand.Change.class,
      RegistersCommand.Settle.class,
      RegistersCommand.Show.class,
      RegistersCommand.HandOver.class,
      HelpCommand.class
    })
final class RegistersCommand implements Runnable {
  private static final long LARGEST_ORDER = 1024 * 1024;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    CommandSpec known = spec;
    if (known != null) {
      throw new CommandLine.ParameterException(
          known.commandLine(),
          "say what to do with the registers: init, change, settle, show or handover");
    }
  }

  /** The book. */
  static final class Book {
    @Option(
        names = "--book",
        paramLabel = "FILE",
        defaultValue = "registers.json",
        description = "The regulator's book (default: ${DEFAULT-VALUE}).")
    private Path book = Path.of("registers.json");

    RegisterBookFile open() throws IOException {
      return RegisterBookFile.open(book);
    }

    boolean isIn(Path file) throws IOException {
      return Files.exists(file) && Files.exists(book) && Files.isSameFile(file, book);
    }
  }

  /** Which ledger, and as whom. */
  static final class Access {
    @Option(
        names = "--peer",
        required = true,
        paramLabel = "HOST:PORT[=NAME]",
        description =
            "Gateway of a peer of the regulator; may be repeated, the most wanted first. NAME is"
                + " what its TLS certificate holds, where that is not the host.")
    private List<String> peers = new ArrayList<>();

    @Option(
        names = "--tls-root",
        required = true,
        paramLabel = "FILE",
        description = "PEM file of the root of the peer's TLS certificate; may be repeated.")
    private List<Path> tlsRoots = new ArrayList<>();

    @Option(
        names = "--msp-id",
        paramLabel = "ID",
        defaultValue = "RegulatorMSP",
        description = "The regulator's organization (default: ${DEFAULT-VALUE}).")
    private String mspId = "RegulatorMSP";

    @Option(
        names = "--certificate",
        required = true,
        paramLabel = "FILE",
        description = "PEM file of the regulator's registered client certificate.")
    private Path certificate = Path.of("");

    @Option(
        names = "--key",
        required = true,
        paramLabel = "FILE",
        description = "PEM file of its key.")
    private Path key = Path.of("");

    /** What is done with the registers of a ledger. */
    interface Work {
      RegisterBook with(RegisterOffice office) throws IOException;
    }

    RegisterBook call(Book book, Work work) throws IOException {
      try (RegisterBookFile file = book.open()) {
        ManagedChannel channel = peers().open();
        try (ConsentLedger ledger =
            GatewayLedger.connect(
                channel, GatewaySettings.standard(identity()), SubmissionJournal.none())) {
          return work.with(new RegisterOffice(ledger, file, new SecureRandom()));
        } finally {
          channel.shutdownNow();
        }
      } catch (RegisterTroubleException | MalformedJsonException e) {
        throw new Trouble(String.valueOf(e.getMessage()));
      } catch (GeneralSecurityException e) {
        throw new Trouble("key or certificates cannot be used: " + e.getMessage() + ".");
      }
    }

    private GatewayPeers peers() throws IOException, GeneralSecurityException {
      try {
        List<X509Certificate> roots = new ArrayList<>();
        for (Path file : tlsRoots) {
          roots.addAll(certificates(file));
        }
        return new GatewayPeers(
            peers.stream().map(PeerAddress::parse).toList(), roots, Optional.empty());
      } catch (IllegalArgumentException e) {
        throw new Trouble(e.getMessage() + "; check --peer and --tls-root.");
      }
    }

    private LedgerIdentity identity() throws IOException, GeneralSecurityException {
      try (BufferedReader pem = Files.newBufferedReader(key)) {
        return new LedgerIdentity(
            mspId, certificates(certificate).getFirst(), Identities.readPrivateKey(pem));
      }
    }

    private static List<X509Certificate> certificates(Path file)
        throws IOException, GeneralSecurityException {
      try (InputStream pem = Files.newInputStream(file)) {
        List<X509Certificate> found = new ArrayList<>();
        CertificateFactory.getInstance("X.509")
            .generateCertificates(pem)
            .forEach(one -> found.add((X509Certificate) one));
        if (found.isEmpty()) {
          throw new Trouble("there is no certificate in PEM in " + file + ".");
        }
        return found;
      }
    }
  }

  /** {@code init}. */
  @Command(
      name = "init",
      mixinStandardHelpOptions = true,
      description = "Sets the registers up, once for a ledger, and begins the book.")
  static final class Init implements Callable<Integer> {
    @Mixin private Book book = new Book();
    @Mixin private Access access = new Access();
    @Spec private @Nullable CommandSpec spec;

    @Parameters(
        paramLabel = "ENTRY",
        description = "JSON file of the regulator's own entry, without its salt.")
    private Path entry = Path.of("");

    @Override
    public Integer call() throws IOException {
      JsonNode own = CanonicalJson.read(small(entry), JsonNode.class);
      print(access.call(book, office -> office.initialize(own)), Output.of(spec));
      return 0;
    }
  }

  /** {@code change}. */
  @Command(
      name = "change",
      mixinStandardHelpOptions = true,
      description = {
        "Carries out the orders of a file, one transaction each, in their order.",
        "It stops at the first that does not come about; those before it stand."
      })
  static final class Change implements Callable<Integer> {
    @Mixin private Book book = new Book();
    @Mixin private Access access = new Access();
    @Spec private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "ORDERS", description = "JSON file of a list of orders.")
    private Path orders = Path.of("");

    @Override
    public Integer call() throws IOException {
      PrintWriter out = Output.of(spec);
      List<RegisterOrder> all = read();
      print(access.call(book, office -> carriedOut(all, office, out)), out);
      return 0;
    }

    private List<RegisterOrder> read() throws IOException {
      try {
        return RegisterOrder.read(small(orders));
      } catch (MalformedJsonException e) {
        throw new Trouble(orders + " is no list of orders: " + e.getMessage() + ".");
      }
    }

    private static RegisterBook carriedOut(
        List<RegisterOrder> all, RegisterOffice office, PrintWriter out) throws IOException {
      RegisterBook done = office.settle();
      for (RegisterOrder one : all) {
        done = office.carryOut(one);
        out.println(
            "changed   %s %s, version %d"
                .formatted(
                    CanonicalJson.tree(one.register()).asText(),
                    one.id(),
                    done.of(one.register()).version()));
        out.flush();
      }
      return done;
    }
  }

  /** {@code settle}. */
  @Command(
      name = "settle",
      mixinStandardHelpOptions = true,
      description = "Ends a change that was cut off, and holds the book against the ledger.")
  static final class Settle implements Callable<Integer> {
    @Mixin private Book book = new Book();
    @Mixin private Access access = new Access();
    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      print(
          access.call(
              book,
              office -> {
                RegisterBook settled = office.settle();
                office.agreesWithLedger(settled);
                return settled;
              }),
          Output.of(spec));
      return 0;
    }
  }

  /** {@code show}. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Lists what the book holds: no salts, no persons. Asks no ledger.")
  static final class Show implements Callable<Integer> {
    @Mixin private Book book = new Book();
    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      PrintWriter out = Output.of(spec);
      try (RegisterBookFile file = book.open()) {
        RegisterBook read =
            file.read().orElseThrow(() -> new Trouble("there is no book here; check --book."));
        for (RegisterBook.Pages pages : read.registers()) {
          for (RegisterEntry entry : pages.read()) {
            out.println(
                "%-12s %-28s %s"
                    .formatted(
                        CanonicalJson.tree(pages.register()).asText(),
                        entry.id(),
                        CanonicalJson.tree(entry.status()).asText()));
          }
        }
        print(read, out);
      } catch (RegisterTroubleException e) {
        throw new Trouble(String.valueOf(e.getMessage()));
      }
      return 0;
    }
  }

  /** {@code handover}. */
  @Command(
      name = "handover",
      mixinStandardHelpOptions = true,
      description = {
        "Writes the entries of all registers for the operator, whose server needs them for its"
            + " proofs. Asks no ledger.",
        "The file is secret: it holds salts, and who acts for whom. Changes that were begun and do"
            + " not stand are not in it."
      })
  static final class HandOver implements Callable<Integer> {
    @Mixin private Book book = new Book();
    @Spec private @Nullable CommandSpec spec;

    @Option(
        names = "--to",
        required = true,
        paramLabel = "FILE",
        description = "The file to write, over an older one; for its owner alone.")
    private Path to = Path.of("");

    @Override
    public Integer call() throws IOException {
      if (book.isIn(to)) {
        throw new Trouble("the book itself would be written over; give --to another name.");
      }
      try (RegisterBookFile file = book.open()) {
        RegisterBook read =
            file.read().orElseThrow(() -> new Trouble("there is no book here; check --book."));
        if (read.of(RegisterName.PARTICIPANTS).version() == 0) {
          throw new Trouble("the registers are not set up yet, so there is nothing to hand over.");
        }
        RegisterHandover.of(read).write(to);
        print(read, Output.of(spec));
      } catch (RegisterTroubleException | MalformedJsonException e) {
        throw new Trouble(String.valueOf(e.getMessage()));
      }
      return 0;
    }
  }

  private static byte[] small(Path file) throws IOException {
    if (Files.size(file) > LARGEST_ORDER) {
      throw new Trouble(file + " is larger than 1 MB.");
    }
    return Files.readAllBytes(file);
  }

  private static void print(RegisterBook book, PrintWriter out) {
    for (RegisterBook.Pages pages : book.registers()) {
      out.println(
          "%-12s version %-6d entries %-6d root %s"
              .formatted(
                  CanonicalJson.tree(pages.register()).asText(),
                  pages.version(),
                  pages.entries().size(),
                  pages.root().value()));
    }
    book.begun()
        .forEach(one ->
            out.println(
                "begun        %s, version %d: not known whether it stands; run settle"
                    .formatted(CanonicalJson.tree(one.register()).asText(), one.version())));
    out.flush();
  }
}
