package org.claimexchange.ledger.embedded;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.Capabilities;
import org.hyperledger.fabric.protos.common.Capability;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Config;
import org.hyperledger.fabric.protos.common.ConfigEnvelope;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigPolicy;
import org.hyperledger.fabric.protos.common.ConfigValue;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.HashingAlgorithm;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.ImplicitMetaPolicy;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.Policy;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;
import org.hyperledger.fabric.protos.msp.FabricMSPConfig;
import org.hyperledger.fabric.protos.msp.FabricNodeOUs;
import org.hyperledger.fabric.protos.msp.FabricOUIdentifier;
import org.hyperledger.fabric.protos.msp.MSPConfig;
import org.hyperledger.fabric.protos.orderer.BatchSize;
import org.hyperledger.fabric.protos.orderer.BatchTimeout;
import org.hyperledger.fabric.protos.orderer.ConsensusType;

/**
 * Block 0: the channel's configuration in Fabric's form, as far as it means something here. It
 * holds each organization's root certificate with node roles on, readers and writers, and as {@code
 * /Channel/Application/Endorsement} the policy that the chaincode goes by (as a definition without
 * a policy of its own does on a real channel). The consensus type is {@code embedded}, and the
 * configuration never changes. So the block file explains itself.
 */
final class GenesisBlock {
  private static final String ADMINS = "Admins";
  private static final String ENDORSEMENT = "Endorsement";
  private static final String APPLICATION = "Application";
  private static final String MSP = "MSP";
  private static final String ORDERER = "Orderer";
  private static final String BLOCK_VALIDATION = "BlockValidation";

  /** What block 0 says. */
  record Channel(
      String name,
      Map<String, FabricMSPConfig> organizations,
      SignaturePolicyEnvelope endorsement,
      SignaturePolicyEnvelope blockValidation) {}

  private final String channel;
  private final Organizations organizations;
  private final EndorsementPolicy endorsement;

  GenesisBlock(String channel, Organizations organizations, EndorsementPolicy endorsement) {
    this.channel = channel;
    this.organizations = organizations;
    this.endorsement = endorsement;
  }

  ByteString envelope(EmbeddedNetworkOptions options) {
    ConfigGroup.Builder root =
        ConfigGroup.newBuilder()
            .putGroups(APPLICATION, application())
            .putGroups(ORDERER, orderer(options))
            .putValues(
                "HashingAlgorithm", value(HashingAlgorithm.newBuilder().setName("SHA256").build()))
            .putValues("Capabilities", capability("V2_0"))
            .setModPolicy(ADMINS);
    signedBy(root, Organizations.EXCHANGE + ".orderer");
    ConfigEnvelope config =
        ConfigEnvelope.newBuilder().setConfig(Config.newBuilder().setChannelGroup(root)).build();
    return Envelope.newBuilder()
        .setPayload(
            Payload.newBuilder()
                .setHeader(header(options.clock()))
                .setData(config.toByteString())
                .build()
                .toByteString())
        .build()
        .toByteString();
  }

  /** Reads a configuration back. */
  static Channel read(Block block) throws InvalidProtocolBufferException {
    Payload payload =
        Payload.parseFrom(Envelope.parseFrom(block.getData().getData(0)).getPayload());
    ChannelHeader header = ChannelHeader.parseFrom(payload.getHeader().getChannelHeader());
    ConfigGroup root = ConfigEnvelope.parseFrom(payload.getData()).getConfig().getChannelGroup();
    ConfigGroup application = root.getGroupsOrThrow(APPLICATION);
    Map<String, FabricMSPConfig> organizations = new LinkedHashMap<>();
    for (Map.Entry<String, ConfigGroup> organization : application.getGroupsMap().entrySet()) {
      MSPConfig config =
          MSPConfig.parseFrom(organization.getValue().getValuesOrThrow(MSP).getValue());
      organizations.put(organization.getKey(), FabricMSPConfig.parseFrom(config.getConfig()));
    }
    return new Channel(
        header.getChannelId(),
        organizations,
        signaturePolicy(application, ENDORSEMENT),
        signaturePolicy(root.getGroupsOrThrow(ORDERER), BLOCK_VALIDATION));
  }

  private static SignaturePolicyEnvelope signaturePolicy(ConfigGroup group, String name)
      throws InvalidProtocolBufferException {
    return SignaturePolicyEnvelope.parseFrom(group.getPoliciesOrThrow(name).getPolicy().getValue());
  }

  /** Who signs the blocks of this network: the orderer of the exchange. */
  static SignaturePolicyEnvelope blockValidation() {
    return PolicyParser.parse("'%s.orderer'".formatted(Organizations.EXCHANGE));
  }

  private Header header(Clock clock) {
    Instant now = clock.instant();
    return Header.newBuilder()
        .setChannelHeader(
            ChannelHeader.newBuilder()
                .setType(HeaderType.CONFIG_VALUE)
                .setVersion(1)
                .setChannelId(channel)
                .setTimestamp(
                    Timestamp.newBuilder().setSeconds(now.getEpochSecond()).setNanos(now.getNano()))
                .build()
                .toByteString())
        .setSignatureHeader(SignatureHeader.getDefaultInstance().toByteString())
        .build();
  }

  private ConfigGroup application() {
    ConfigGroup.Builder group = ConfigGroup.newBuilder().setModPolicy(ADMINS);
    for (String mspId : Organizations.MSP_IDS) {
      group.putGroups(mspId, organization(mspId));
    }
    signedBy(group);
    group.putPolicies(ENDORSEMENT, signaturePolicy(endorsement.envelope()));
    group.putValues("Capabilities", capability("V2_5"));
    return group.build();
  }

  private ConfigGroup orderer(EmbeddedNetworkOptions options) {
    ConfigGroup.Builder group =
        ConfigGroup.newBuilder()
            .setModPolicy(ADMINS)
            .putGroups(Organizations.EXCHANGE, organization(Organizations.EXCHANGE))
            .putValues(
                "ConsensusType", value(ConsensusType.newBuilder().setType("embedded").build()))
            .putValues(
                "BatchSize",
                value(
                    BatchSize.newBuilder()
                        .setMaxMessageCount(options.maxBlockTransactions())
                        .build()))
            .putValues(
                "BatchTimeout",
                value(
                    BatchTimeout.newBuilder()
                        .setTimeout(options.batchTimeout().toMillis() + "ms")
                        .build()))
            .putValues("Capabilities", capability("V2_0"));
    standardPolicies(group);
    group.putPolicies(BLOCK_VALIDATION, signaturePolicy(blockValidation()));
    return group.build();
  }

  private ConfigGroup organization(String mspId) {
    FabricMSPConfig config =
        FabricMSPConfig.newBuilder()
            .setName(mspId)
            .addRootCerts(ByteString.copyFrom(Certificates.pemBytes(organizations.root(mspId))))
            .addTlsRootCerts(
                ByteString.copyFrom(Certificates.pemBytes(organizations.tlsRoot(mspId))))
            .setFabricNodeOus(
                FabricNodeOUs.newBuilder()
                    .setEnable(true)
                    .setClientOuIdentifier(unit(Role.CLIENT))
                    .setPeerOuIdentifier(unit(Role.PEER))
                    .setAdminOuIdentifier(unit(Role.ADMIN))
                    .setOrdererOuIdentifier(unit(Role.ORDERER)))
            .build();
    MSPConfig msp = MSPConfig.newBuilder().setType(0).setConfig(config.toByteString()).build();
    return ConfigGroup.newBuilder()
        .setModPolicy(ADMINS)
        .putValues(MSP, value(msp))
        .putPolicies("Readers", roles(mspId, "OR('%1$s.admin','%1$s.peer','%1$s.client')"))
        .putPolicies("Writers", roles(mspId, "OR('%1$s.admin','%1$s.client')"))
        .putPolicies(ADMINS, roles(mspId, "'%1$s.admin'"))
        .putPolicies(ENDORSEMENT, roles(mspId, "'%1$s.peer'"))
        .build();
  }

  private static FabricOUIdentifier unit(Role role) {
    return FabricOUIdentifier.newBuilder()
        .setOrganizationalUnitIdentifier(role.organizationalUnit())
        .build();
  }

  /**
   * Who may read and write said by signature, as on this product's real channels: each member and
   * whoever is named besides.
   */
  private static void signedBy(ConfigGroup.Builder group, String... besides) {
    group
        .putPolicies("Readers", anyOf(List.of("client", "peer", "admin"), besides))
        .putPolicies("Writers", anyOf(List.of("client", "admin"), besides))
        .putPolicies(ADMINS, implicit(ImplicitMetaPolicy.Rule.MAJORITY, ADMINS));
  }

  private static ConfigPolicy anyOf(List<String> roles, String... besides) {
    Stream<String> members =
        Organizations.MSP_IDS.stream()
            .flatMap(mspId -> roles.stream().map(role -> mspId + "." + role));
    return signaturePolicy(
        PolicyParser.parse(
            Stream.concat(members, Stream.of(besides))
                .map(principal -> "'" + principal + "'")
                .collect(Collectors.joining(",", "OR(", ")"))));
  }

  private static void standardPolicies(ConfigGroup.Builder group) {
    group
        .putPolicies("Readers", implicit(ImplicitMetaPolicy.Rule.ANY, "Readers"))
        .putPolicies("Writers", implicit(ImplicitMetaPolicy.Rule.ANY, "Writers"))
        .putPolicies(ADMINS, implicit(ImplicitMetaPolicy.Rule.MAJORITY, ADMINS));
  }

  private static ConfigPolicy implicit(ImplicitMetaPolicy.Rule rule, String subPolicy) {
    return policy(
        Policy.PolicyType.IMPLICIT_META,
        ImplicitMetaPolicy.newBuilder().setRule(rule).setSubPolicy(subPolicy).build());
  }

  private static ConfigPolicy roles(String mspId, String policy) {
    return signaturePolicy(PolicyParser.parse(policy.formatted(mspId)));
  }

  private static ConfigPolicy signaturePolicy(SignaturePolicyEnvelope policy) {
    return policy(Policy.PolicyType.SIGNATURE, policy);
  }

  private static ConfigPolicy policy(Policy.PolicyType type, MessageLite policy) {
    return ConfigPolicy.newBuilder()
        .setModPolicy(ADMINS)
        .setPolicy(Policy.newBuilder().setType(type.getNumber()).setValue(policy.toByteString()))
        .build();
  }

  private static ConfigValue capability(String name) {
    return value(
        Capabilities.newBuilder().putCapabilities(name, Capability.getDefaultInstance()).build());
  }

  private static ConfigValue value(MessageLite content) {
    return ConfigValue.newBuilder().setModPolicy(ADMINS).setValue(content.toByteString()).build();
  }
}
