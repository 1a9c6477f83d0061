package org.claimexchange.fabric.health;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.claimexchange.fabric.plan.FabricNode;
import org.claimexchange.fabric.plan.FabricPlan;
import org.claimexchange.fabric.plan.FabricPorts;
import org.claimexchange.fabric.plan.NetworkFolder;

/** Asks the operations ports of peers and orderers for their figures. */
public final class Operations {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final String HEIGHT = "ledger_blockchain_height";
  private static final String LEADER = "consensus_etcdraft_is_leader";

  private final NetworkFolder folder;
  private final FabricPorts ports;

  /** Of one network. */
  public Operations(NetworkFolder folder, FabricPorts ports) {
    this.folder = folder;
    this.ports = ports;
  }

  /**
   * What a node says of itself.
   *
   * @param height how many blocks it has; empty if it does not say
   * @param leads whether it is an orderer that leads the others
   */
  public record Figures(OptionalLong height, boolean leads) {
    /** Those of a node that does not answer. */
    static final Figures NONE = new Figures(OptionalLong.empty(), false);
  }

  /** Asks a peer or orderer; one that does not answer says nothing. */
  public Figures of(FabricNode node) throws IOException, InterruptedException {
    return metrics(node)
        .map(said -> {
          OptionalLong leads = figure(said, LEADER);
          return new Figures(figure(said, HEIGHT), leads.isPresent() && leads.getAsLong() == 1);
        })
        .orElse(Figures.NONE);
  }

  private Optional<String> metrics(FabricNode node) throws IOException, InterruptedException {
    URI address = URI.create("https://127.0.0.1:" + ports.operations(node) + "/metrics");
    try (HttpClient client =
        HttpClient.newBuilder()
            .sslContext(AdminTls.of(node, folder))
            .connectTimeout(PATIENCE)
            .build()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(address).timeout(PATIENCE).build(),
              HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
    } catch (ConnectException | HttpTimeoutException e) {
      return Optional.empty();
    }
  }

  /** A figure of our channel in Prometheus' text form. */
  static OptionalLong figure(String said, String name) {
    Pattern line =
        Pattern.compile(
            "(?m)^"
                + Pattern.quote(name + "{channel=\"" + FabricPlan.CHANNEL + "\"}")
                + " ([0-9]{1,18})$");
    Matcher matcher = line.matcher(said);
    return matcher.find()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }
}
