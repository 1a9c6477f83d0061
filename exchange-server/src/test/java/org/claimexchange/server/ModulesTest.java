package org.claimexchange.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls between the modules and packages, as docs/architecture.md draws them. */
@AnalyzeClasses(
    packages = "org.claimexchange",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ModulesTest {
  private static final String SERVER = "org.claimexchange.server..";
  private static final String SPRING = "org.springframework..";

  @ArchTest
  static final ArchRule the_model_depends_on_nothing_of_ours =
      noClasses()
          .that()
          .resideInAPackage("org.claimexchange.model..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              SERVER,
              SPRING,
              "org.claimexchange.ledger..",
              "org.claimexchange.fhir..",
              "org.claimexchange.verifier..",
              "org.hyperledger..",
              "ca.uhn..");

  @ArchTest
  static final ArchRule the_door_to_the_ledger_shows_no_fabric_type =
      noClasses()
          .that()
          .resideInAPackage("org.claimexchange.ledger")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.hyperledger..", "io.grpc..", "com.google.protobuf..");

  @ArchTest
  static final ArchRule the_ledger_knows_neither_records_nor_server =
      noClasses()
          .that()
          .resideInAPackage("org.claimexchange.ledger..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SERVER, SPRING, "org.claimexchange.fhir..", "ca.uhn..");

  @ArchTest
  static final ArchRule the_server_knows_the_embedded_network_at_its_set_up_only =
      noClasses()
          .that()
          .resideInAPackage(SERVER)
          .and()
          .resideOutsideOfPackage("org.claimexchange.server.setup..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.claimexchange.ledger.embedded..");

  @ArchTest
  static final ArchRule the_mappers_know_no_ledger_and_no_server =
      noClasses()
          .that()
          .resideInAPackage("org.claimexchange.fhir..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SERVER, SPRING, "org.claimexchange.ledger..", "org.hyperledger..");

  @ArchTest
  static final ArchRule what_others_link_needs_no_framework =
      noClasses()
          .that()
          .resideInAnyPackage("org.claimexchange.verifier..", "org.claimexchange.guard..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              SERVER, SPRING, "org.openpdf..", "org.claimexchange.ledger..", "io.grpc..");

  /** The copy of the ledger is for search and statistics: what decides asks the ledger itself. */
  @ArchTest
  static final ArchRule no_decision_reads_the_copy_of_the_ledger =
      noClasses()
          .that()
          .resideInAPackage(SERVER)
          .and()
          .resideOutsideOfPackages(
              "org.claimexchange.server.projection..",
              "org.claimexchange.server.regulator.overview..",
              "org.claimexchange.server.regulator.page..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.claimexchange.server.projection..");

  @ArchTest
  static final ArchRule sources_are_asked_without_knowing_database_or_jobs =
      noClasses()
          .that()
          .resideInAPackage("org.claimexchange.server.pull..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SPRING, "java.sql..", "org.claimexchange.server.job..");

  @ArchTest
  static final ArchRule time_comes_from_an_injected_clock =
      noClasses()
          .that()
          .resideInAnyPackage(SERVER, "org.claimexchange.verifier..", "org.claimexchange.guard..")
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(java.time.LocalDate.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");
}
