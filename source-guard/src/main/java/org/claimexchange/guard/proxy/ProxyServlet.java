package org.claimexchange.guard.proxy;

import ca.uhn.fhir.context.FhirContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.claimexchange.fhir.read.FhirReader;
import org.claimexchange.guard.GuardException;
import org.claimexchange.guard.GuardRefusal;
import org.claimexchange.guard.GuardSession;
import org.claimexchange.guard.ReleaseFilter;
import org.claimexchange.guard.answer.Batch;
import org.claimexchange.guard.answer.GuardedAnswers;
import org.claimexchange.guard.log.GuardLogException;
import org.hl7.fhir.r4.model.Resource;

/** {@code /fhir/*}: behind the release filter, asks the upstream and hands on what was granted. */
final class ProxyServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient FhirContext fhir;
  private final transient FhirReader reader;
  private final transient GuardedAnswers<URI> guarded;
  private final transient UpstreamHttp http;
  private final transient Memories memories;
  private final transient ProxyAnswers answers;
  private final transient ProxySettings settings;
  private final String base;

  ProxyServlet(
      FhirContext fhir,
      GuardedAnswers<URI> guarded,
      UpstreamHttp http,
      Memories memories,
      ProxyAnswers answers,
      ProxySettings settings,
      String base) {
    this.fhir = fhir;
    this.reader = new FhirReader(fhir, settings.limits().pageBytes());
    this.guarded = guarded;
    this.http = http;
    this.memories = memories;
    this.answers = answers;
    this.settings = settings;
    this.base = base;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      answer(request, response);
    } catch (GuardException e) {
      answers.outcome(response, 403, "forbidden", e.code());
    } catch (TooCostlyException e) {
      answers.outcome(response, 403, "too-costly", GuardRefusal.TOO_COSTLY.toString());
    } catch (UpstreamException e) {
      answers.problem(response, e);
    } catch (GuardLogException e) {
      answers.outcome(response, 503, "transient", "the guard cannot write its log");
    } catch (RuntimeException e) {
      answers.failure(response, e);
    }
  }

  private void answer(HttpServletRequest request, HttpServletResponse response)
      throws IOException, GuardException {
    var asked = ProxyRequest.of(request);
    var upstream = upstream(request);
    if (asked instanceof ProxyRequest.Open open) {
      String said = new String(upstream.open(open.path()), StandardCharsets.UTF_8);
      String own = said.replace(settings.upstream().toString(), base);
      answers.send(response, 200, "application/json", own.getBytes(StandardCharsets.UTF_8));
      return;
    }
    if (!(request.getAttribute(ReleaseFilter.SESSION) instanceof GuardSession session)) {
      throw new GuardException(GuardRefusal.NO_SESSION);
    }
    var records = new UpstreamRecords(upstream, memories.of(session));
    var source = new GuardedAnswers.Source<>(records, upstream::page, base);
    if (asked instanceof ProxyRequest.Read read) {
      guarded.checkRead(read.type(), session);
      var found = guarded.read(upstream.read(read.type(), read.id()), records, session);
      send(response, found);
    } else if (asked instanceof ProxyRequest.Search search) {
      guarded.checkSearch(search.type(), search.parameters(), records, session);
      var count = count(search);
      Batch<URI> first = upstream.search(search.type(), search.parameters());
      send(response, Optional.of(guarded.search(first, count, source, session)));
    } else if (asked instanceof ProxyRequest.Page page) {
      var found = guarded.page(page.token(), source, session);
      if (found.isEmpty()) {
        answers.outcome(response, 410, "deleted", "this page is gone: search again");
      } else {
        send(response, found);
      }
    } else {
      throw guarded.otherRequest(session);
    }
  }

  /** What is no number, the upstream refuses. */
  private static Optional<Integer> count(ProxyRequest.Search search) {
    List<String> asked = search.parameters().getOrDefault("_count", List.of());
    return asked.size() == 1 && asked.get(0).matches("[0-9]{1,6}")
        ? Optional.of(Integer.parseInt(asked.get(0)))
        : Optional.empty();
  }

  private Upstream upstream(HttpServletRequest request) {
    String authorization = request.getHeader("Authorization");
    return new Upstream(
        settings.upstream(),
        base,
        http,
        reader,
        authorization == null ? "" : authorization,
        settings.limits().lookups());
  }

  private void send(HttpServletResponse response, Optional<? extends Resource> found)
      throws IOException {
    if (found.isEmpty()) {
      answers.notFound(response);
      return;
    }
    String json = fhir.newJsonParser().encodeResourceToString(found.get());
    answers.send(response, 200, ProxyAnswers.FHIR_JSON, json.getBytes(StandardCharsets.UTF_8));
  }
}
