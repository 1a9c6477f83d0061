package org.claimexchange.guard.hapi;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.ResponseDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.claimexchange.guard.GuardException;
import org.claimexchange.guard.GuardRefusal;
import org.claimexchange.guard.GuardSession;
import org.claimexchange.guard.ReleaseFilter;
import org.claimexchange.guard.answer.Batch;
import org.claimexchange.guard.answer.GuardedAnswers;
import org.claimexchange.guard.answer.SourceRecords;
import org.claimexchange.guard.log.GuardLog;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Holds a HAPI FHIR R4 server to the session's part and person, behind {@link ReleaseFilter}: only
 * reads and searches of granted types that name this person, and of what is found only what was
 * granted. What may not leave looks the same as what does not exist. Further pages are the guard's
 * own, since the server's would tell how much was withheld; the server needs a paging provider.
 */
@Interceptor
public final class ReleaseInterceptor {
  private static final String FHIR_JSON = "application/fhir+json;charset=UTF-8";

  private final GuardedAnswers<HapiPages.Place> answers;
  private final SourceRecords records;

  /**
   * @param records what the server's own records say, to place those that it answers
   * @param log where each decision goes; the guard's own
   */
  public ReleaseInterceptor(SourceRecords records, GuardLog log, Clock clock, SecureRandom random) {
    this.answers = new GuardedAnswers<>(log, clock, random);
    this.records = records;
  }

  /** Further pages, before the server looks for them among its own. */
  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLER_SELECTED)
  public boolean page(RequestDetails request, HttpServletResponse response) throws IOException {
    String[] token = request.getParameters().get(Constants.PARAM_PAGINGACTION);
    if (token == null
        || request.getRequestType() != RequestTypeEnum.GET
        || request.getResourceName() != null) {
      return true;
    }
    GuardSession session = session(request);
    if (token.length != 1 || request.getParameters().size() != 1) {
      throw refused(answers.otherRequest(session));
    }
    try {
      Bundle page =
          answers
              .page(token[0], source(request), session)
              .orElseThrow(() -> new ResourceGoneException("this page is gone: search again"));
      byte[] body =
          request
              .getFhirContext()
              .newJsonParser()
              .encodeResourceToString(page)
              .getBytes(StandardCharsets.UTF_8);
      response.setContentType(FHIR_JSON);
      response.setHeader("Cache-Control", "no-store");
      response.setContentLength(body.length);
      response.getOutputStream().write(body);
      return false;
    } catch (GuardException e) {
      throw refused(e);
    }
  }

  /** Before the server looks anything up. */
  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
  public void before(RequestDetails request, RestOperationTypeEnum operation) {
    try {
      switch (operation) {
        case METADATA -> {}
        case READ -> answers.checkRead(type(request), session(request));
        case SEARCH_TYPE -> {
          if (request.getCompartmentName() != null) {
            throw answers.otherRequest(session(request));
          }
          answers.checkSearch(type(request), parameters(request), records, session(request));
        }
        // Whatever else a FHIR server can do, a release does not cover it.
        default -> throw answers.otherRequest(session(request));
      }
    } catch (GuardException e) {
      throw refused(e);
    }
  }

  /** Before an answer leaves. */
  @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
  public void after(RequestDetails request, ResponseDetails response) {
    if (request.getRestOperationType() == RestOperationTypeEnum.METADATA) {
      return;
    }
    IBaseResource answer = response.getResponseResource();
    if (answer instanceof Bundle) {
      response.setResponseResource(searched((Bundle) answer, request));
    } else if (answer instanceof Resource && !(answer instanceof OperationOutcome)) {
      response.setResponseResource(
          answers
              .read(Optional.of((Resource) answer), records, session(request))
              .orElseThrow(ReleaseInterceptor::notFound));
    } else {
      throw notFound();
    }
  }

  /** One answer for what is not there, was deleted, and may not be told. */
  @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
  public @Nullable BaseServerResponseException failed(RequestDetails request, Throwable problem) {
    boolean read = request != null && request.getRestOperationType() == RestOperationTypeEnum.READ;
    boolean missing =
        problem instanceof ResourceNotFoundException || problem instanceof ResourceGoneException;
    if (read && missing) {
      return notFound();
    }
    return problem instanceof BaseServerResponseException known
        ? known
        : new InternalErrorException("the answer could not be made");
  }

  private Bundle searched(Bundle found, RequestDetails request) {
    var resources =
        found.getEntry().stream()
            .filter(entry -> entry.getSearch().getMode() != Bundle.SearchEntryMode.OUTCOME)
            .filter(Bundle.BundleEntryComponent::hasResource)
            .map(Bundle.BundleEntryComponent::getResource)
            .toList();
    try {
      return answers.search(
          new Batch<>(resources, HapiPages.next(found)),
          count(request),
          source(request),
          session(request));
    } catch (GuardException e) {
      throw refused(e);
    }
  }

  private static Optional<Integer> count(RequestDetails request) {
    String[] asked = request.getParameters().get(Constants.PARAM_COUNT);
    if (asked == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Integer.parseInt(asked[0]));
    } catch (NumberFormatException e) {
      throw new InvalidRequestException("_count is a number");
    }
  }

  private static String type(RequestDetails request) {
    String type = request.getResourceName();
    return type == null ? "" : type;
  }

  private static Map<String, List<String>> parameters(RequestDetails request) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    request.getParameters().forEach((name, values) -> parameters.put(name, List.of(values)));
    return parameters;
  }

  private GuardedAnswers.Source<HapiPages.Place> source(RequestDetails request) {
    return new GuardedAnswers.Source<>(records, HapiPages.of(request), request.getFhirServerBase());
  }

  private static GuardSession session(RequestDetails request) {
    if (request instanceof ServletRequestDetails details
        && details.getServletRequest().getAttribute(ReleaseFilter.SESSION)
            instanceof GuardSession session) {
      return session;
    }
    throw refused(new GuardException(GuardRefusal.NO_SESSION));
  }

  private static ResourceNotFoundException notFound() {
    return new ResourceNotFoundException("no such record");
  }

  private static ForbiddenOperationException refused(GuardException refused) {
    return new ForbiddenOperationException(refused.code());
  }
}
