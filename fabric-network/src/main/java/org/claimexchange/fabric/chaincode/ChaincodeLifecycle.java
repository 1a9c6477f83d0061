package org.claimexchange.fabric.chaincode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.claimexchange.fabric.binaries.FabricHome;
import org.claimexchange.fabric.binaries.Tool;
import org.claimexchange.fabric.channel.ChannelJoin;
import org.claimexchange.fabric.plan.FabricNode;
import org.claimexchange.fabric.plan.FabricPlan;
import org.claimexchange.fabric.plan.House;
import org.claimexchange.fabric.plan.Together;

/**
 * Installs a package, and has the organizations agree on the chaincode's definition. What is done
 * already is left as it is, so each step may be repeated.
 */
public final class ChaincodeLifecycle {
  private static final String NO_LEADER = "SERVICE_UNAVAILABLE";
  private static final Duration TO_LEAD = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final FabricPlan plan;
  private final FabricHome home;
  private final ChannelJoin channel;

  /** For one network. */
  public ChaincodeLifecycle(FabricPlan plan, FabricHome home) {
    this.plan = plan;
    this.home = home;
    this.channel = new ChannelJoin(plan, home);
  }

  /** Installs a package on a peer. */
  public void install(FabricNode peer, ChaincodeEdition edition)
      throws IOException, InterruptedException {
    run(
        peer,
        List.of("install", edition.content().toString()),
        "chaincode already successfully installed");
  }

  /** Has all organizations approve an edition. */
  public void approve(ChaincodeEdition edition) throws IOException, InterruptedException {
    Together.forEach(List.of(House.values()), house -> approve(house, edition));
  }

  /** Commits the definition that the organizations have approved. */
  public void commit(ChaincodeEdition edition) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("commit"));
    arguments.addAll(definition(edition.sequence()));
    arguments.addAll(channel.through(FabricNode.orderers().getFirst()));
    for (House house : House.values()) {
      FabricNode peer = FabricNode.peersOf(house).getFirst();
      arguments.addAll(
          List.of(
              "--peerAddresses",
              plan.ports().address(peer),
              "--tlsRootCertFiles",
              plan.folder().tlsRoot(house).toString()));
    }
    run(
        FabricNode.peers().getFirst(),
        arguments,
        "new definition must be sequence " + (edition.sequence() + 1));
  }

  /** The sequence of the definition that holds, as a peer knows it; 0 where there is none. */
  public int sequence(FabricNode peer) throws IOException, InterruptedException {
    List<String> command =
        List.of(
            home.program("peer"),
            "lifecycle",
            "chaincode",
            "querycommitted",
            "--channelID",
            FabricPlan.CHANNEL,
            "--output",
            "json");
    String said = Tool.expect(command, ChannelJoin.asAdmin(peer, plan.folder()));
    for (JsonNode definition : JSON.readTree(said).path("chaincode_definitions")) {
      if (FabricPlan.CHAINCODE.equals(definition.path("name").asText())) {
        return definition.path("sequence").asInt();
      }
    }
    return 0;
  }

  private void approve(House house, ChaincodeEdition edition)
      throws IOException, InterruptedException {
    FabricNode peer = FabricNode.peersOf(house).getFirst();
    List<String> arguments = new ArrayList<>(List.of("approveformyorg"));
    arguments.addAll(definition(edition.sequence()));
    arguments.addAll(List.of("--package-id", edition.packageId()));
    arguments.addAll(channel.through(FabricNode.orderers().getFirst()));
    List<String> command = command(arguments);
    Tool.Answer answer = answer(peer, command);
    // To approve a second time changes nothing, and is refused for that in several ways.
    if (answer.status() != 0 && !isApproved(peer, edition)) {
      throw Tool.failed(command, answer);
    }
  }

  private boolean isApproved(FabricNode peer, ChaincodeEdition edition)
      throws IOException, InterruptedException {
    Tool.Answer answer =
        answer(
            peer,
            command(
                List.of(
                    "queryapproved",
                    "--channelID",
                    FabricPlan.CHANNEL,
                    "--name",
                    FabricPlan.CHAINCODE,
                    "--sequence",
                    String.valueOf(edition.sequence()))));
    return answer.status() == 0 && answer.text().contains(edition.packageId());
  }

  private static List<String> definition(int sequence) {
    return List.of(
        "--channelID",
        FabricPlan.CHANNEL,
        "--name",
        FabricPlan.CHAINCODE,
        "--version",
        String.valueOf(sequence),
        "--sequence",
        String.valueOf(sequence),
        "--signature-policy",
        FabricPlan.ENDORSEMENT_POLICY);
  }

  private List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(home.program("peer"), "lifecycle", "chaincode"));
    command.addAll(arguments);
    return command;
  }

  /** Runs a command, again and again while the orderers have not chosen their leader yet. */
  private Tool.Answer answer(FabricNode peer, List<String> command)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + TO_LEAD.toNanos();
    Tool.Answer answer = Tool.run(command, ChannelJoin.asAdmin(peer, plan.folder()));
    while (answer.status() != 0 && answer.text().contains(NO_LEADER) && System.nanoTime() < end) {
      Thread.sleep(PAUSE);
      answer = Tool.run(command, ChannelJoin.asAdmin(peer, plan.folder()));
    }
    return answer;
  }

  private void run(FabricNode peer, List<String> arguments, String meansDone)
      throws IOException, InterruptedException {
    List<String> command = command(arguments);
    Tool.Answer answer = answer(peer, command);
    if (answer.status() != 0 && !answer.text().contains(meansDone)) {
      throw Tool.failed(command, answer);
    }
  }
}
