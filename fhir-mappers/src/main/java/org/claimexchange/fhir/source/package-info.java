/**
 * What the mappers of sources' own formats share. A mapper takes a {@link
 * org.claimexchange.fhir.source.SourceFile} and answers with a {@link
 * org.claimexchange.fhir.source.MapOutcome}: all of the file as FHIR R4, or none of it and every
 * reason. Files become text ({@link org.claimexchange.fhir.source.SourceText}), text becomes a tree
 * that knows its lines ({@link org.claimexchange.fhir.source.JsonTree}, {@link
 * org.claimexchange.fhir.source.CsvTable}, {@link org.claimexchange.fhir.source.XmlTree}), and
 * {@link org.claimexchange.fhir.source.Fields} reads the tree field by field.
 */
@NullMarked
package org.claimexchange.fhir.source;

import org.jspecify.annotations.NullMarked;
