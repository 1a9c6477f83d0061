package org.claimexchange.server.setup;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.claimexchange.model.person.IdSystem;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.person.PersonId;
import org.claimexchange.server.provider.BuiltInProvider;
import org.claimexchange.server.provider.ProviderSettings;
import org.claimexchange.server.provider.SamplePerson;
import org.claimexchange.server.register.ParticipantDirectory;
import org.claimexchange.server.register.RegisterKeeperFactory;
import org.claimexchange.server.register.Registers;
import org.claimexchange.server.regulator.login.ConsoleAccount;
import org.claimexchange.server.regulator.login.KeptAccount;
import org.claimexchange.server.vault.ExchangeKeys;
import org.claimexchange.server.vault.PackageKeys;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** The parties that the sample city brings with it, where there is one. */
@Configuration(proxyBeanMethods = false)
@Conditional(SampleCityConfiguration.Wanted.class)
class SampleCityConfiguration {
  /** Holds with the embedded network, and where the city's regulator is named at a real one. */
  static final class Wanted implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      String key = "exchange.sample-city.regulator-certificate";
      return new LedgerConfiguration.EmbeddedLedger().matches(context, metadata)
          || !context.getEnvironment().getProperty(key, "").isBlank();
    }
  }

  @Bean(destroyMethod = "close")
  BuiltInProvider builtInProvider(ExchangeProperties properties, Clock clock, SecureRandom random) {
    return BuiltInProvider.start(settings(properties), clock, random);
  }

  private static ProviderSettings settings(ExchangeProperties properties) {
    EmbeddedProperties embedded = properties.embedded();
    List<SamplePerson> people =
        embedded.people().stream()
            .map(person ->
                new SamplePerson(
                    person.username(),
                    new Person(
                        new PersonId(IdSystem.ofUri(person.system()), person.number()),
                        person.name())))
            .toList();
    return new ProviderSettings(
        true,
        properties.dataFolder(),
        embedded.providerPort(),
        ProviderSettings.PAGE_CLIENT_ID,
        List.of(URI.create(properties.publicUrl() + "/h5/")),
        people);
  }

  /** The regulator's account at the console; people of a city log in at their own provider. */
  @Bean
  ConsoleAccount consoleAccount(ExchangeProperties properties, SecureRandom random) {
    return KeptAccount.in(properties.dataFolder(), random);
  }

  @Bean
  SampleCity sampleCity(
      ExchangeProperties properties,
      CityLedger city,
      Registers registers,
      RegisterKeeperFactory keepers,
      ParticipantDirectory directory,
      BuiltInProvider provider,
      ConsoleAccount console,
      ExchangeKeys keys,
      PackageKeys packageKeys,
      SecureRandom random,
      Clock clock) {
    return new SampleCity(
        properties,
        city,
        registers,
        keepers,
        directory,
        provider,
        console,
        keys,
        packageKeys,
        random,
        clock);
  }
}
