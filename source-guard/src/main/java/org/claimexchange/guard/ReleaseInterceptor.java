package org.claimexchange.guard;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.util.BundleUtil;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.claimexchange.model.person.PersonId;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.hl7.fhir.instance.model.api.IBaseReference;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * Holds a HAPI FHIR server to the session's part and person, behind {@link ReleaseFilter}: only
 * types that a granted category brings, only searches that name this person, and no answer with a
 * record whose subject is somebody else. What is filed under this person's own name is the
 * exchange's to judge.
 */
@Interceptor
public final class ReleaseInterceptor {
  private static final Set<String> PERSON_BY_NUMBER =
      Set.of("patient.identifier", "subject.identifier", "beneficiary.identifier");
  private static final Set<String> PERSON_BY_ID = Set.of("patient", "subject", "beneficiary");
  private static final List<String> SUBJECT_FIELDS = List.of("subject", "patient", "beneficiary");

  private final PatientFinder finder;

  public ReleaseInterceptor(PatientFinder finder) {
    this.finder = finder;
  }

  /** Before the server looks anything up. */
  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
  public void before(RequestDetails request, RestOperationTypeEnum operation) {
    switch (operation) {
      case METADATA -> {}
      case GET_PAGE -> session(request);
      case READ -> granted(request);
      case SEARCH_TYPE -> {
        granted(request);
        namesTheSubject(request);
      }
      // Whatever else a FHIR server can do, a release does not cover it.
      default -> throw refused(GuardRefusal.CATEGORY);
    }
  }

  /** Before an answer leaves. */
  @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
  public void after(RequestDetails request, IBaseResource answer) {
    if (request.getRestOperationType() == RestOperationTypeEnum.METADATA) {
      return;
    }
    Set<String> ids = finder.patientIds(session(request).subject());
    Set<String> types = CategoryTypes.of(session(request).part().categories());
    if (answer instanceof IBaseBundle) {
      var all = BundleUtil.toListOfResources(request.getFhirContext(), (IBaseBundle) answer);
      if (!all.stream().allMatch(one -> mayGo(request, one, ids, types))) {
        throw refused(GuardRefusal.PERSON);
      }
    } else if (!mayGo(request, answer, ids, types)) {
      // What may not go looks the same as what does not exist.
      throw new ResourceNotFoundException("no such record");
    }
  }

  private static GuardSession session(RequestDetails request) {
    if (request instanceof ServletRequestDetails) {
      Object found =
          ((ServletRequestDetails) request).getServletRequest().getAttribute(ReleaseFilter.SESSION);
      if (found instanceof GuardSession) {
        return (GuardSession) found;
      }
    }
    throw refused(GuardRefusal.NO_SESSION);
  }

  private static void granted(RequestDetails request) {
    var types = CategoryTypes.of(session(request).part().categories());
    if (!types.contains(request.getResourceName())) {
      throw refused(GuardRefusal.CATEGORY);
    }
  }

  private void namesTheSubject(RequestDetails request) {
    PersonId subject = session(request).subject().id();
    Set<String> ids = finder.patientIds(session(request).subject());
    boolean named = false;
    for (var parameter : request.getParameters().entrySet()) {
      String name = parameter.getKey();
      boolean byNumber =
          PERSON_BY_NUMBER.contains(name)
              || (name.equals("identifier") && request.getResourceName().equals("Patient"));
      boolean byId = PERSON_BY_ID.contains(name);
      if (byNumber || byId) {
        boolean right =
            Arrays.stream(parameter.getValue())
                .allMatch(value -> byNumber ? isNumber(value, subject) : isId(value, ids));
        if (!right) {
          throw refused(GuardRefusal.PERSON);
        }
        named = true;
      } else if (SUBJECT_FIELDS.stream().anyMatch(name::startsWith)) {
        // Another chain or a modifier: what it means is not known here.
        throw refused(GuardRefusal.PERSON);
      }
    }
    if (!named) {
      throw refused(GuardRefusal.PERSON);
    }
  }

  private static boolean isNumber(String value, PersonId subject) {
    return value.equals(subject.system().uri() + "|" + subject.number());
  }

  private static boolean isId(String value, Set<String> ids) {
    return ids.contains(value.startsWith("Patient/") ? value.substring(8) : value);
  }

  private static boolean mayGo(
      RequestDetails request, IBaseResource resource, Set<String> ids, Set<String> types) {
    String type = request.getFhirContext().getResourceType(resource);
    if (type.equals("OperationOutcome")) {
      return true;
    }
    if (!types.contains(type)) {
      return false;
    }
    if (CategoryTypes.IMPERSONAL.contains(type)) {
      return true;
    }
    if (type.equals("Patient")) {
      return ids.contains(resource.getIdElement().getIdPart());
    }
    var terser = request.getFhirContext().newTerser();
    var definition = request.getFhirContext().getResourceDefinition(resource);
    List<IBase> subjects =
        SUBJECT_FIELDS.stream()
            .filter(field -> definition.getChildByName(field) != null)
            .flatMap(field -> terser.getValues(resource, field).stream())
            .toList();
    return !subjects.isEmpty()
        && subjects.stream()
            .allMatch(subject ->
                subject instanceof IBaseReference && isPatient((IBaseReference) subject, ids));
  }

  private static boolean isPatient(IBaseReference reference, Set<String> ids) {
    var element = reference.getReferenceElement();
    return "Patient".equals(element.getResourceType()) && ids.contains(element.getIdPart());
  }

  private static ForbiddenOperationException refused(GuardRefusal refusal) {
    return new ForbiddenOperationException(refusal.toString());
  }
}
