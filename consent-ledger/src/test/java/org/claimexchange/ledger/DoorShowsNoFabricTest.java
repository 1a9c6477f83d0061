package org.claimexchange.ledger;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** How the ledger is reached stays behind its door. */
@AnalyzeClasses(
    packages = "org.claimexchange.ledger",
    importOptions = ImportOption.DoNotIncludeTests.class)
class DoorShowsNoFabricTest {
  private static final String[] FABRIC = {"org.hyperledger..", "com.google.protobuf.."};

  /** The words of the design: nothing of Fabric, not even inside. */
  @ArchTest
  static final ArchRule the_door_knows_no_fabric_type =
      noClasses()
          .that()
          .resideInAPackage("org.claimexchange.ledger")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.hyperledger..", "com.google.protobuf..", "io.grpc..");

  /** The others use Fabric inside and hand none of it out. */
  @ArchTest
  static final ArchRule no_public_method_hands_out_or_takes_a_fabric_type =
      noMethods()
          .that()
          .arePublic()
          .and()
          .areDeclaredInClassesThat(areSeenOutside())
          .should()
          .haveRawReturnType(JavaClass.Predicates.resideInAnyPackage(FABRIC))
          .orShould()
          .haveRawParameterTypes(anyOf());

  /** A public record within a package's own interface is not. */
  private static DescribedPredicate<JavaClass> areSeenOutside() {
    return DescribedPredicate.describe(
        "are seen outside",
        type ->
            type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass()
                    .map(outer -> outer.getModifiers().contains(JavaModifier.PUBLIC))
                    .orElse(true));
  }

  private static DescribedPredicate<List<JavaClass>> anyOf() {
    return DescribedPredicate.describe(
        "any of Fabric",
        types -> types.stream().anyMatch(JavaClass.Predicates.resideInAnyPackage(FABRIC)));
  }
}
