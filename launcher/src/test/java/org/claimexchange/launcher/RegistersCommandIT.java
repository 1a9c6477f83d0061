package org.claimexchange.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.claimexchange.ledger.embedded.ChaincodeLaunch;
import org.claimexchange.ledger.embedded.EmbeddedNetwork;
import org.claimexchange.ledger.embedded.EmbeddedNetworkOptions;
import org.claimexchange.ledger.embedded.NetworkIdentity;
import org.claimexchange.ledger.registers.RegisterHandover;
import org.claimexchange.model.disclosure.Salt;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.register.CertificateUse;
import org.claimexchange.model.register.EntryStatus;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.RegisteredCertificate;
import org.claimexchange.model.register.Role;
import org.claimexchange.verifier.certificate.Pem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code ./exchange registers} as a regulator runs it, over TLS. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistersCommandIT {
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir static Path folder;
  private EmbeddedNetwork network;

  @BeforeAll
  void start() throws Exception {
    network =
        EmbeddedNetwork.start(
            EmbeddedNetworkOptions.of(
                    folder.resolve("ledger"),
                    ChaincodeLaunch.ofJar(
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        Path.of("../chaincode/target/chaincode.jar").toAbsolutePath()),
                    Clock.systemUTC(),
                    RANDOM)
                .withTlsPort(0));
    NetworkIdentity regulator = network.issueClient("RegulatorMSP", "regulator");
    NetworkIdentity insurer = network.issueClient("InsurerMSP", "anxin");
    Files.writeString(folder.resolve("client.pem"), Pem.write(regulator.certificate()));
    Files.writeString(
        folder.resolve("client.key"),
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(regulator.privateKey().getEncoded())
            + "\n-----END PRIVATE KEY-----\n");
    Files.writeString(folder.resolve("tls.pem"), Pem.write(network.tlsRootCertificate()));
    Files.write(
        folder.resolve("regulator.json"),
        entry("regulator-shanghai", Role.REGULATOR, "上海市医疗保障局", regulator));
    Files.writeString(
        folder.resolve("orders.json"),
        "[{\"change\":\"put\",\"register\":\"participants\",\"entry\":"
            + new String(
                entry("insurer-anxin", Role.INSURER, "安信健康保险股份有限公司", insurer),
                java.nio.charset.StandardCharsets.UTF_8)
            + "},{\"change\":\"status\",\"register\":\"participants\",\"id\":\"insurer-anxin\",\"status\":\"suspended\"}]");
  }

  @AfterAll
  void stop() {
    network.close();
  }

  @Test
  void aRegulatorSetsUpChangesAndLooks() throws Exception {
    Said before = run("change", "orders.json");
    assertThat(before.status()).isEqualTo(1);
    assertThat(before.text()).contains("set the registers up first").doesNotContain("\tat ");

    assertThat(run("init", "regulator.json").text()).contains("participants version 1");
    Said changed = run("change", "orders.json");
    assertThat(changed.status()).isZero();
    assertThat(changed.text())
        .contains("changed   participants insurer-anxin, version 2")
        .contains("changed   participants insurer-anxin, version 3");
    assertThat(run("settle").status()).isZero();
    Said shown = shown();
    assertThat(shown.text())
        .contains("insurer-anxin                suspended")
        .contains("regulator-shanghai           active")
        .doesNotContain("salt");

    Path entries = folder.resolve("entries.json");
    Said over = handedOver(entries);
    assertThat(over.status()).isZero();
    assertThat(over.text()).contains("participants version 3").doesNotContain("salt");
    assertThat(RegisterHandover.read(Files.readAllBytes(entries)).registers().getFirst().version())
        .isEqualTo(3);
    assertThat(Files.getPosixFilePermissions(entries))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));

    Files.writeString(
        folder.resolve("wrong.json"),
        "[{\"change\":\"status\",\"register\":\"participants\",\"id\":\"regulator-shanghai\",\"status\":\"ended\"}]");
    Said refused = run("change", "wrong.json");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.text()).contains("the ledger refuses (CHANGE_NOT_ALLOWED)");
    Files.writeString(folder.resolve("none.json"), "[{\"change\":\"forget\"}]");
    assertThat(run("change", "none.json").text()).contains("is no list of orders");
  }

  @Test
  void nothingIsHandedOverFromNoBookAndNeverOverTheBook() throws Exception {
    Path other = Files.createDirectories(folder.resolve("other"));
    Said none =
        said(
            List.of(
                "registers",
                "handover",
                "--book",
                other.resolve("none.json").toString(),
                "--to",
                other.resolve("entries.json").toString()));
    assertThat(none.status()).isEqualTo(1);
    assertThat(none.text()).contains("there is no book here").doesNotContain("\tat ");
    assertThat(other.resolve("entries.json")).doesNotExist();

    Path book = other.resolve("registers.json");
    Files.writeString(book, "{}");
    Said over =
        said(List.of("registers", "handover", "--book", book.toString(), "--to", book.toString()));
    assertThat(over.status()).isEqualTo(1);
    assertThat(over.text()).contains("the book itself would be written over");
    assertThat(book).hasContent("{}");
  }

  private static Said handedOver(Path to) {
    return said(
        List.of(
            "registers",
            "handover",
            "--book",
            folder.resolve("registers.json").toString(),
            "--to",
            to.toString()));
  }

  private static byte[] entry(String id, Role role, String name, NetworkIdentity identity)
      throws Exception {
    X509Certificate certificate = identity.certificate();
    Instant now = Instant.now();
    ObjectNode entry =
        (ObjectNode)
            CanonicalJson.tree(
                new Participant(
                    id,
                    role,
                    identity.mspId(),
                    name,
                    List.of(
                        new RegisteredCertificate(
                            CertificateUse.LEDGER,
                            Base64.getEncoder().encodeToString(certificate.getEncoded()),
                            now.minus(Duration.ofMinutes(1)),
                            now.plus(Duration.ofDays(30)))),
                    EntryStatus.ACTIVE,
                    Salt.fresh(RANDOM)));
    entry.remove("salt");
    return CanonicalJson.write(entry);
  }

  private record Said(int status, String text) {}

  private Said run(String command, String... file) {
    List<String> arguments = new ArrayList<>(List.of("registers", command));
    Stream.of(file).map(name -> folder.resolve(name).toString()).forEach(arguments::add);
    arguments.addAll(
        List.of(
            "--book", folder.resolve("registers.json").toString(),
            "--peer", "localhost:" + network.tlsPort().orElseThrow(),
            "--tls-root", folder.resolve("tls.pem").toString(),
            "--certificate", folder.resolve("client.pem").toString(),
            "--key", folder.resolve("client.key").toString()));
    return said(arguments);
  }

  private static Said shown() {
    return said(
        List.of("registers", "show", "--book", folder.resolve("registers.json").toString()));
  }

  private static Said said(List<String> arguments) {
    StringWriter text = new StringWriter();
    CommandLine line = Exchange.commandLine();
    line.setOut(new PrintWriter(text, true));
    line.setErr(new PrintWriter(text, true));
    return new Said(line.execute(arguments.toArray(String[]::new)), text.toString());
  }
}
