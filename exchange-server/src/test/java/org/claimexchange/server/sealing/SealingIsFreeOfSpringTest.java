package org.claimexchange.server.sealing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** A hospital's machine must be able to run it one day. */
class SealingIsFreeOfSpringTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.claimexchange.server.sealing");

  @Test
  void sealingKnowsNoSpringAndNoServlet() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.springframework..", "jakarta..")
        .check(CLASSES);
  }

  @Test
  void sealingKnowsNoOtherPackageOfTheServer() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.claimexchange.server.consent..",
            "org.claimexchange.server.request..",
            "org.claimexchange.server.register..",
            "org.claimexchange.server.delivery..",
            "org.claimexchange.server.vault..",
            "org.claimexchange.server.job..",
            "org.claimexchange.ledger..")
        .check(CLASSES);
  }
}
