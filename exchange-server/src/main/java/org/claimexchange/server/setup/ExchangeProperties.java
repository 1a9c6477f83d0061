package org.claimexchange.server.setup;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.claimexchange.server.pull.SourceKind;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * All that the server is told, below {@code exchange} in the configuration. Checked at start: every
 * problem is told at once.
 *
 * @param publicUrl where insurers and patients reach it, without a slash at the end
 * @param data where keys and, in the embedded set-up, database and ledger lie
 * @param operator who runs it
 * @param ledger which ledger it writes to
 * @param request limits on requests
 * @param pull limits on what is taken from a source
 * @param sources how each source is asked, by participant id; one that is not named speaks FHIR
 * @param delivery how packages are kept
 * @param sampleCity where the sample city is registered
 * @param signing what packages are signed with
 * @param registers how the regulator's entries come, where there is no sample city
 * @param directory what the operator keeps beside them
 * @param embedded what the sample city registers
 */
@Validated
@ConfigurationProperties("exchange")
public record ExchangeProperties(
    @DefaultValue("http://localhost:8080") URI publicUrl,
    @NotBlank @DefaultValue("data") String data,
    @Valid @DefaultValue Operator operator,
    @Valid @DefaultValue Ledger ledger,
    @Valid @DefaultValue Request request,
    @Valid @DefaultValue Pull pull,
    @DefaultValue Map<String, @Valid Source> sources,
    @Valid @DefaultValue Delivery delivery,
    @Valid @DefaultValue SampleCity sampleCity,
    @Valid @DefaultValue Signing signing,
    @Valid @DefaultValue Registers registers,
    @Valid @DefaultValue Directory directory,
    @Valid @DefaultValue EmbeddedProperties embedded) {
  public ExchangeProperties {
    sources = Map.copyOf(sources);
  }

  /** The data folder. As a path only here: Spring would look for it among the web resources. */
  public Path dataFolder() {
    return Path.of(data).toAbsolutePath();
  }

  /**
   * Who runs the exchange.
   *
   * @param id participant id
   * @param name full legal name
   * @param shortName what people call it
   * @param phone whom to call
   * @param address postal address
   */
  public record Operator(
      @NotBlank @DefaultValue("exchange") String id,
      @NotBlank @DefaultValue("示范理赔数据交换平台") String name,
      @NotBlank @DefaultValue("理赔数据交换平台") String shortName,
      @DefaultValue("000-0000-0001") String phone,
      @DefaultValue("上海市示范路100号") String address) {}

  /**
   * Which ledger.
   *
   * @param endpoints peers' Gateway services, the most wanted first: {@code host:port}, or {@code
   *     host:port=name} where the TLS certificate holds another name; the embedded network where
   *     empty
   * @param tlsRoots PEM files with the roots of those peers' TLS certificates
   * @param tlsCertificate PEM file of the TLS certificate shown to them, where they ask for one
   * @param tlsKey PEM file of its key
   * @param mspId the operator's organization
   * @param certificate PEM file of the operator's ledger certificate
   * @param key PEM file of its key
   * @param roots folder with {@code {MspId}.pem} for each organization: its root certificates
   * @param channel name of the channel
   * @param chaincode name of the chaincode
   * @param endorsers organizations that must endorse; hidden sides go to these alone
   * @param endorseTimeout for one endorsement or read
   * @param submitTimeout for handing in
   * @param commitTimeout for hearing of the commit
   * @param findTimeout for asking what became of a transaction
   * @param embedded the network of the embedded set-up
   */
  public record Ledger(
      @DefaultValue List<String> endpoints,
      @DefaultValue List<String> tlsRoots,
      @DefaultValue("") String tlsCertificate,
      @DefaultValue("") String tlsKey,
      @NotBlank @DefaultValue("ExchangeMSP") String mspId,
      @DefaultValue("") String certificate,
      @DefaultValue("") String key,
      @DefaultValue("") String roots,
      @NotBlank @DefaultValue("claims") String channel,
      @NotBlank @DefaultValue("consent") String chaincode,
      @DefaultValue({"RegulatorMSP", "ExchangeMSP"}) List<String> endorsers,
      @DefaultValue("15s") Duration endorseTimeout,
      @DefaultValue("10s") Duration submitTimeout,
      @DefaultValue("60s") Duration commitTimeout,
      @DefaultValue("3s") Duration findTimeout,
      @Valid @DefaultValue EmbeddedLedger embedded) {
    public Ledger {
      endpoints = List.copyOf(endpoints);
      tlsRoots = List.copyOf(tlsRoots);
      endorsers = List.copyOf(endorsers);
    }

    /** Whether the embedded network serves. */
    public boolean isEmbedded() {
      return endpoints.isEmpty();
    }
  }

  /**
   * The sample city's place at a real ledger, for trials. With the embedded network the city is
   * always there; at a real ledger only where its regulator's certificate is named, which must be
   * one of that network.
   *
   * @param regulatorMspId the regulator's organization
   * @param regulatorCertificate PEM file of the regulator's ledger certificate
   * @param regulatorKey PEM file of its key
   */
  public record SampleCity(
      @NotBlank @DefaultValue("RegulatorMSP") String regulatorMspId,
      @DefaultValue("") String regulatorCertificate,
      @DefaultValue("") String regulatorKey) {
    /** Whether it is to be registered at a real ledger. */
    public boolean isAtRealLedger() {
      return !regulatorCertificate.isBlank();
    }
  }

  /**
   * The entries of the regulator's registers.
   *
   * @param file where the regulator's handover is laid down; may come later; none where empty
   * @param interval how long until files are looked at again, a second to an hour
   */
  public record Registers(@DefaultValue("") String file, @DefaultValue("1m") Duration interval) {}

  /**
   * What the operator keeps of participants and texts.
   *
   * @param file where it stands; none where empty
   */
  public record Directory(@DefaultValue("") String file) {}

  /**
   * The embedded network.
   *
   * @param chaincodeJar the chaincode's jar
   * @param tlsPort a port for other clients of the ledger; none where negative
   */
  public record EmbeddedLedger(
      @NotBlank @DefaultValue("chaincode/target/chaincode.jar") String chaincodeJar,
      @DefaultValue("-1") int tlsPort) {}

  /**
   * Limits on requests.
   *
   * @param maxSize the largest Task taken
   * @param linkValidity how long a link and its request stay open
   * @param maxValidity the longest validity of a consent that may be proposed
   * @param answerWait how long a caller waits for the ledger before it hears "not yet"
   */
  public record Request(
      @DefaultValue("256KB") DataSize maxSize,
      @DefaultValue("7d") Duration linkValidity,
      @DefaultValue("180d") Duration maxValidity,
      @DefaultValue("15s") Duration answerWait) {}

  /**
   * Limits on what is taken from a source.
   *
   * @param maxPage the largest page
   * @param maxTotal all pages of one source together
   * @param maxPages pages of one search
   * @param timeout for one HTTP request
   * @param waiting how long a source that is not ready is waited for
   * @param maxDocument the largest of a source's own files
   * @param maxDocuments all files of one source together
   * @param documentTimeout for one file
   */
  public record Pull(
      @DefaultValue("16MB") DataSize maxPage,
      @DefaultValue("64MB") DataSize maxTotal,
      @Min(1) @DefaultValue("2000") int maxPages,
      @DefaultValue("20s") Duration timeout,
      @DefaultValue("10d") Duration waiting,
      @DefaultValue("64MB") DataSize maxDocument,
      @DefaultValue("256MB") DataSize maxDocuments,
      @DefaultValue("5m") Duration documentTimeout) {}

  /**
   * How one source is asked.
   *
   * @param kind fhir, documents, sftp or agent
   * @param sftp where it drops its files, for the kind sftp
   * @param keys file with the public keys of its agent (JWK set), for the kind agent; made with the
   *     sample city where empty
   */
  public record Source(
      @DefaultValue("fhir") SourceKind kind,
      @DefaultValue Sftp sftp,
      @DefaultValue("") String keys) {}

  /**
   * An SFTP server where a source drops its files.
   *
   * @param host name or address
   * @param port TCP port
   * @param user as whom the exchange logs in
   * @param hostKey the server's public key, as in {@code ssh-ed25519 AAAA…}
   * @param privateKey file with the exchange's private key there, OpenSSH or PEM, without password
   * @param poll how long to wait before looking again
   */
  public record Sftp(
      @DefaultValue("") String host,
      @DefaultValue("22") int port,
      @DefaultValue("") String user,
      @DefaultValue("") String hostKey,
      @DefaultValue("") String privateKey,
      @DefaultValue("2m") Duration poll) {}

  /**
   * How packages are kept.
   *
   * @param retentionDays days after delivery until the sealed copy is erased
   * @param fallbackFonts TrueType fonts for characters of the PDF that Noto Sans SC lacks
   */
  public record Delivery(
      @Min(1) @Max(3650) @DefaultValue("30") int retentionDays,
      @DefaultValue(RARE_CHARACTERS) List<String> fallbackFonts) {
    /** Hanazono Mincho B, with plane 2, as Debian installs it; used where it is there. */
    public static final String RARE_CHARACTERS = "/usr/share/fonts/truetype/hanazono/HanaMinB.ttf";

    public Delivery {
      fallbackFonts = List.copyOf(fallbackFonts);
    }
  }

  /**
   * What packages are signed with.
   *
   * @param keys folder of descriptions of keys, see {@code FolderSigningKeys}; the vault's key
   *     where empty
   * @param timestampUrl time-stamp authority (RFC 3161), http or https; none where empty
   * @param timestampRoots PEM file with its root certificates
   * @param timestampTimeout for one request to it
   */
  public record Signing(
      @DefaultValue("") String keys,
      @DefaultValue("") String timestampUrl,
      @DefaultValue("") String timestampRoots,
      @DefaultValue("20s") Duration timestampTimeout) {}
}
