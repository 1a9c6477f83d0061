package org.claimexchange.fhir.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;

/**
 * What several files of one source say, as one. The frame that all files repeat (person, visit,
 * institution, insurance) is joined element by element: what one file lacks another tells; where
 * two differ, the first file's word stands and a remark is made. Records that come twice with the
 * same content stand once; with two contents both stand, so that the scope filter believes neither.
 * It hides itself from logs.
 *
 * @param resources in the order of the files
 * @param files remarks of each file, in their order; what a file says otherwise than those before
 *     it stands among its own
 * @param digests SHA-256 of each file, in their order
 */
public record Joined(List<Resource> resources, List<FileRemarks> files, List<String> digests) {
  private static final Set<String> FRAME =
      Set.of("Patient", "Encounter", "Organization", "Coverage");

  /** Elements that are looked into, not compared as a whole. */
  private static final Set<String> DEEP = Set.of("Period", "Encounter.hospitalization");

  public Joined {
    resources = List.copyOf(resources);
    files = List.copyOf(files);
    digests = List.copyOf(digests);
  }

  /** Joins files; none of them is changed. */
  public static Joined of(List<MapOutcome.Mapped> files) {
    Map<String, Resource> frame = new LinkedHashMap<>();
    var all = new ArrayList<Resource>();
    var told = new ArrayList<FileRemarks>();
    for (MapOutcome.Mapped file : files) {
      var own = file.fileRemarks();
      var remarks = new ArrayList<>(own.remarks());
      for (Resource resource : file.resources()) {
        var key = resource.fhirType() + "/" + resource.getIdElement().getIdPart();
        var before = frame.get(key);
        if (before == null) {
          var first = FRAME.contains(resource.fhirType()) ? resource.copy() : resource;
          frame.put(key, first);
          all.add(first);
        } else if (FRAME.contains(resource.fhirType())) {
          join(before, resource, resource.fhirType(), remarks);
        } else if (!before.equalsDeep(resource)) {
          all.add(resource);
        }
      }
      told.add(new FileRemarks(own.document(), remarks, own.leftOff()));
    }
    return new Joined(all, told, files.stream().map(MapOutcome.Mapped::sha256).toList());
  }

  /** The remarks of all files. */
  public List<Remark> remarks() {
    return files.stream().flatMap(file -> file.remarks().stream()).toList();
  }

  private static void join(Base into, Base from, String path, List<Remark> remarks) {
    if (into instanceof Encounter visit && from instanceof Encounter other) {
      status(visit, other);
    }
    for (Property property : from.children()) {
      var name = property.getName();
      if (!property.hasValues()
          || name.equals("id")
          || (path.equals("Encounter") && name.equals("status"))) {
        continue;
      }
      var there = into.getNamedProperty(name).getValues();
      var at = path + "." + name.replace("[x]", "");
      if (property.getMaxCardinality() > 1) {
        property.getValues().stream()
            .filter(value -> there.stream().noneMatch(own -> own.equalsDeep(value)))
            .forEach(value -> into.setProperty(name, value));
      } else if (there.isEmpty()) {
        into.setProperty(name, property.getValues().getFirst());
      } else if (DEEP.contains(there.getFirst().fhirType())) {
        join(there.getFirst(), property.getValues().getFirst(), at, remarks);
      } else if (!there.getFirst().equalsDeep(property.getValues().getFirst())) {
        remarks.add(new Remark(Remark.Kind.CONTRADICTION, at, 0, ""));
      }
    }
  }

  /** An admission note does not know yet that the stay is over, a result message cannot know. */
  private static void status(Encounter visit, Encounter other) {
    boolean tells =
        other.getStatus() == Encounter.EncounterStatus.FINISHED
            || visit.getStatus() == Encounter.EncounterStatus.UNKNOWN;
    if (tells) {
      visit.setStatus(other.getStatus());
    }
  }

  @Override
  public String toString() {
    return "Joined[" + resources.size() + " resources]";
  }
}
