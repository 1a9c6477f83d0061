package org.claimexchange.server.request;

import ca.uhn.fhir.parser.IParserErrorHandler;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ScalarType;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ValueType;
import org.jspecify.annotations.Nullable;

/** Hears of everything that is not FHIR in a Task; says where and what, never which value. */
final class CollectingErrorHandler implements IParserErrorHandler {
  private final Problems problems;

  CollectingErrorHandler(Problems problems) {
    this.problems = problems;
  }

  private void structure(@Nullable IParseLocation place, String sentence) {
    String parent = place == null ? null : place.getParentElementName();
    problems.add(RequestProblem.Kind.STRUCTURE, parent == null ? "Task" : parent, sentence);
  }

  @Override
  public void containedResourceWithNoId(IParseLocation place) {
    structure(place, "a contained resource has an id");
  }

  @Override
  public void incorrectJsonType(
      IParseLocation place,
      String element,
      ValueType expected,
      @Nullable ScalarType expectedScalar,
      ValueType found,
      @Nullable ScalarType foundScalar) {
    structure(place, element + ": expected JSON " + expected + ", found " + found);
  }

  @Override
  public void invalidValue(IParseLocation place, String value, String error) {
    structure(place, "a value has not the form of its type");
  }

  @Override
  public void invalidInternalReference(IParseLocation place, String reference) {
    structure(place, "a reference within the Task leads nowhere");
  }

  @Override
  public void missingRequiredElement(IParseLocation place, String element) {
    structure(place, element + " is missing");
  }

  @Override
  public void unexpectedRepeatingElement(IParseLocation place, String element) {
    structure(place, element + " may stand once only");
  }

  @Override
  public void unknownAttribute(IParseLocation place, String attribute) {
    structure(place, "an attribute that FHIR does not know");
  }

  @Override
  public void unknownElement(IParseLocation place, String element) {
    structure(place, "an element that FHIR does not know");
  }

  @Override
  public void unknownReference(IParseLocation place, String reference) {
    structure(place, "a reference leads nowhere");
  }

  @Override
  public void extensionContainsValueAndNestedExtensions(IParseLocation place) {
    structure(place, "an extension has a value or extensions, not both");
  }
}
