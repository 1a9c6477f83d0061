package org.claimexchange.server.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.claimexchange.server.pull.SourceKind;
import org.claimexchange.server.setup.ExchangeProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** How each source is asked: every problem of the configuration is told at once. */
class SourceSettingsTest {
  @TempDir Path folder;

  @Test
  void a_source_that_is_not_named_speaks_fhir() {
    SourceSettings settings = SourceSettings.of(properties(Map.of()));

    assertThat(settings.kind("hospital-1")).isEqualTo(SourceKind.FHIR);
  }

  @Test
  void a_drop_without_its_settings_stops_the_start_and_all_that_is_missing_is_told() {
    ExchangeProperties properties =
        properties(
            Map.of(
                "exchange.sources.hospital-9.kind", "sftp",
                "exchange.sources.hospital-9.sftp.port", "0",
                "exchange.sources.hospital-9.sftp.poll", "1s",
                "exchange.sources.hospital-9.sftp.private-key",
                    folder.resolve("none.pem").toString()));

    assertThatThrownBy(() -> SourceSettings.of(properties))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(
            "exchange.sources.hospital-9.sftp.host:",
            "exchange.sources.hospital-9.sftp.port:",
            "exchange.sources.hospital-9.sftp.user:",
            "exchange.sources.hospital-9.sftp.host-key:",
            "exchange.sources.hospital-9.sftp.private-key:",
            "exchange.sources.hospital-9.sftp.poll:");
  }

  @Test
  void an_agents_private_key_is_not_taken_for_its_public_one() throws Exception {
    ECKey key = new ECKeyGenerator(Curve.P_384).keyID("k").generate();
    Path file = folder.resolve("keys.json");
    Files.writeString(file, new JWKSet(key).toString(false));
    ExchangeProperties properties = agent(file);

    assertThatThrownBy(() -> SourceSettings.of(properties))
        .hasMessageContaining("exchange.sources.hospital-9.keys: expected public keys alone")
        .hasMessageNotContaining(key.getD().toString());
  }

  @Test
  void an_agents_public_keys_are_read() throws Exception {
    ECKey key = new ECKeyGenerator(Curve.P_384).keyID("k").generate();
    Path file = folder.resolve("keys.json");
    Files.writeString(file, new JWKSet(key.toPublicJWK()).toString());

    SourceSettings settings = SourceSettings.of(agent(file));

    assertThat(settings.kind("hospital-9")).isEqualTo(SourceKind.AGENT);
    assertThat(settings.agentKeys().get("hospital-9")).contains("\"kid\":\"k\"");
  }

  private static ExchangeProperties agent(Path file) {
    return properties(
        Map.of(
            "exchange.sources.hospital-9.kind",
            "agent",
            "exchange.sources.hospital-9.keys",
            file.toString()));
  }

  private static ExchangeProperties properties(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("exchange", Bindable.of(ExchangeProperties.class));
  }
}
