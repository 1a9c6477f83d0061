package org.claimexchange.agent;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.claimexchange.agent.SourceAgent.Pause;
import org.claimexchange.agent.config.AgentConfig;
import org.claimexchange.agent.exchange.ExchangeClient;
import org.claimexchange.agent.exchange.TlsRoots;
import org.claimexchange.agent.find.DatabaseSource;
import org.claimexchange.agent.find.FileSource;
import org.claimexchange.agent.find.FolderSource;
import org.claimexchange.agent.find.RecordIndex;
import org.claimexchange.agent.judge.Chooser;
import org.claimexchange.fhir.protection.ProtectedRecords;
import org.claimexchange.guard.LedgerRoots;
import org.claimexchange.guard.ReleaseGuard;
import org.claimexchange.guard.log.FileGuardLog;

/** An agent as its configuration says; holds the guard's log until it is closed. */
public final class RunningAgent implements Closeable {
  private final FileGuardLog log;
  private final SourceAgent agent;

  private RunningAgent(FileGuardLog log, SourceAgent agent) {
    this.log = log;
    this.agent = agent;
  }

  /**
   * How it is run.
   *
   * @param dryRun tell what would be sent, and send nothing
   * @param names tell file names, which may hold a person's numbers
   * @param lines where what it says to the operator goes
   * @param pause how it waits between looks
   */
  public record Manner(boolean dryRun, boolean names, Consumer<String> lines, Pause pause) {}

  /**
   * Sets an agent up; nothing is asked yet.
   *
   * @throws IOException if a file of the configuration is not there or not as it should be, or
   *     another agent writes the same log
   */
  public static RunningAgent open(
      AgentConfig config, Manner manner, Clock clock, SecureRandom random) throws IOException {
    var key = KeyFile.key(config.key());
    var roots = LedgerRoots.read(config.trust());
    Optional<SSLContext> tls = Optional.empty();
    if (config.exchangeRoots().isPresent()) {
      tls = Optional.of(TlsRoots.read(config.exchangeRoots().get()));
    }
    var sources = sources(config, clock);
    var exchange =
        new ExchangeClient(config.exchange(), tls, config.participant(), key, clock, random);
    var log = FileGuardLog.open(config.log(), clock);
    var guard = new ReleaseGuard(config.participant(), roots, log, clock, random);
    var tools =
        new ReleaseWork.Tools(
            exchange,
            new Sessions(exchange, guard, clock),
            sources,
            new Chooser(config.participant(), new ProtectedRecords()),
            new Expected(config.expected()),
            log,
            new Operator(manner.lines(), manner.names()));
    return new RunningAgent(
        log, new SourceAgent(tools, config.poll(), manner.pause(), clock, random, manner.dryRun()));
  }

  private static List<FileSource> sources(AgentConfig config, Clock clock) throws IOException {
    List<FileSource> sources = new ArrayList<>();
    for (AgentConfig.Folder folder : config.folders()) {
      Optional<Path> records = folder.records();
      sources.add(
          new FolderSource(folder.root(), folder.rules(), records.map(RecordIndex::new), clock));
    }
    for (AgentConfig.Database database : config.databases()) {
      String password =
          database.password().isPresent() ? KeyFile.secret(database.password().get()) : "";
      sources.add(
          new DatabaseSource(database.url(), database.user(), password, database.queries()));
    }
    return List.copyOf(sources);
  }

  /** The agent. */
  public SourceAgent agent() {
    return agent;
  }

  @Override
  public void close() throws IOException {
    log.close();
  }
}
