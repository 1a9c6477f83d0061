package org.claimexchange.fhir.category;

import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeSystem.PropertyType;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.ValueSet;

/** The table of categories as FHIR conformance resources. */
public final class CategoryResources {
  /** Canonical URL of the value set of all categories. */
  public static final String VALUE_SET = "https://claimexchange.org/fhir/ValueSet/category";

  private static final String PUBLISHER = "Claim Exchange";

  private CategoryResources() {}

  /**
   * The code system, each concept with its Chinese and English name, sensitivity, default and
   * searches.
   *
   * @param version of the product
   */
  public static CodeSystem codeSystem(String version) {
    var system =
        new CodeSystem()
            .setUrl(Category.SYSTEM)
            .setVersion(version)
            .setName("ClaimRecordCategory")
            .setTitle("理赔数据类别 Categories of records")
            .setStatus(PublicationStatus.ACTIVE)
            .setPublisher(PUBLISHER)
            .setCaseSensitive(true)
            .setContent(CodeSystemContentMode.COMPLETE)
            .setCount(Category.values().length)
            .setValueSet(VALUE_SET);
    system.setId("category");
    property(system, "sensitivity", "Level 1 to 5, after GB/T 39725-2020", PropertyType.INTEGER);
    property(system, "default", "Whether it is ticked beforehand", PropertyType.BOOLEAN);
    property(
        system,
        "search",
        "FHIR search that brings its records, a template: {person}, {visit}, {code of a category}",
        PropertyType.STRING);
    for (Category category : Category.values()) {
      system.addConcept(concept(category));
    }
    return system;
  }

  /** The value set of all categories. */
  public static ValueSet valueSet(String version) {
    var set =
        new ValueSet()
            .setUrl(VALUE_SET)
            .setVersion(version)
            .setName("ClaimRecordCategories")
            .setTitle("理赔数据类别 Categories of records")
            .setStatus(PublicationStatus.ACTIVE)
            .setPublisher(PUBLISHER);
    set.setId("category");
    set.getCompose().addInclude().setSystem(Category.SYSTEM);
    return set;
  }

  private static void property(
      CodeSystem system, String code, String description, PropertyType type) {
    system.addProperty().setCode(code).setDescription(description).setType(type);
  }

  private static ConceptDefinitionComponent concept(Category category) {
    var concept =
        new ConceptDefinitionComponent()
            .setCode(category.code())
            .setDisplay(category.chinese())
            .setDefinition(category.plainChinese());
    concept.addDesignation().setLanguage("en").setValue(category.english());
    concept.addProperty().setCode("sensitivity").setValue(new IntegerType(category.sensitivity()));
    concept.addProperty().setCode("default").setValue(new BooleanType(category.onByDefault()));
    for (String search : category.searches()) {
      concept.addProperty().setCode("search").setValue(new StringType(search));
    }
    return concept;
  }
}
