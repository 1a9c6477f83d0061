package org.claimexchange.server.setup;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the sample city registers, below {@code exchange.embedded}. Not looked at where a real
 * ledger is configured without the city: there the regulator registers.
 *
 * @param providerPort port of the built-in identity provider, on this machine only
 * @param regulator name of the made-up regulator
 * @param insurers insurers
 * @param sources sources
 * @param people who can log in
 * @param relations who may sign for whom
 */
public record EmbeddedProperties(
    @DefaultValue("8081") int providerPort,
    @NotBlank @DefaultValue("示范数据管理局") String regulator,
    @DefaultValue List<@Valid Insurer> insurers,
    @DefaultValue List<@Valid Source> sources,
    @DefaultValue List<@Valid SampleOne> people,
    @DefaultValue List<@Valid Kin> relations) {
  public EmbeddedProperties {
    insurers = List.copyOf(insurers);
    sources = List.copyOf(sources);
    people = List.copyOf(people);
    relations = List.copyOf(relations);
  }

  /**
   * An insurer.
   *
   * @param id participant id
   * @param name full legal name
   * @param shortName what people call it
   * @param phone whom to call
   * @param address postal address
   * @param keys folder with its keys; made in the data folder where empty. It holds {@code
   *     client-keys.json} (public JWK set for client assertions), {@code signing.pem} and {@code
   *     encryption.pem} (certificates)
   */
  public record Insurer(
      @NotBlank String id,
      @NotBlank String name,
      @NotBlank String shortName,
      @DefaultValue("") String phone,
      @DefaultValue("") String address,
      @DefaultValue("") String keys) {}

  /**
   * A source.
   *
   * @param id participant id
   * @param name full legal name
   * @param phone whom to call
   * @param address postal address
   * @param url base of its addresses, see {@code docs/architecture.md}
   * @param sampleData records of the sample hospital, as its configuration names them
   * @param sampleAdminPort port of the sample hospital's fault switches; 0 for any
   */
  public record Source(
      @NotBlank String id,
      @NotBlank String name,
      @DefaultValue("") String phone,
      @DefaultValue("") String address,
      URI url,
      @DefaultValue("") String sampleData,
      @DefaultValue("0") int sampleAdminPort) {}

  /**
   * A made-up person who can log in.
   *
   * @param username what is typed at login
   * @param name name
   * @param system URI of the system of the number
   * @param number number
   */
  public record SampleOne(
      @NotBlank String username,
      @NotBlank String name,
      @NotBlank String system,
      @NotBlank String number) {
    @Override
    public String toString() {
      return "SampleOne[" + username + "]";
    }
  }

  /**
   * A guardian and a child.
   *
   * @param guardian user name of the one who may sign
   * @param childSystem URI of the system of the child's number
   * @param childNumber the child's number
   * @param attestedBy participant id of the source that saw the document
   */
  public record Kin(
      @NotBlank String guardian,
      @NotBlank String childSystem,
      @NotBlank String childNumber,
      @NotBlank String attestedBy) {
    @Override
    public String toString() {
      return "Kin[" + guardian + "]";
    }
  }
}
