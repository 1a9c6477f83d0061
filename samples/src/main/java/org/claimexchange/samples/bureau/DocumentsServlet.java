package org.claimexchange.samples.bureau;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.claimexchange.agent.find.FileSource;
import org.claimexchange.agent.find.Wanted;
import org.claimexchange.agent.judge.Choice;
import org.claimexchange.agent.judge.Chooser;
import org.claimexchange.agent.judge.Outgoing;
import org.claimexchange.guard.GuardSession;
import org.claimexchange.guard.ReleaseFilter;
import org.claimexchange.guard.log.GuardEvent;
import org.claimexchange.guard.log.GuardLog;
import org.claimexchange.guard.log.GuardLogException;
import org.claimexchange.guard.log.RequestKind;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.source.DocumentList;

/**
 * {@code POST /documents} and {@code GET /documents/{document}}, behind the guard: what the session
 * released, chosen anew for each request.
 */
final class DocumentsServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient FileSource archive;
  private final transient Chooser chooser;
  private final transient GuardLog log;

  DocumentsServlet(FileSource archive, Chooser chooser, GuardLog log) {
    this.archive = archive;
    this.chooser = chooser;
    this.log = log;
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getPathInfo() != null) {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    GuardSession session = session(request);
    Choice choice = choice(session);
    var list =
        new DocumentList(
            DocumentList.TYPE,
            session.release(),
            choice.outgoing().stream().map(Outgoing::document).toList(),
            true);
    // The list tells names and digests only; records leave, and are counted, with each file.
    send(response, session, "application/json", CanonicalJson.write(list), 0, 0);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    GuardSession session = session(request);
    String path = request.getPathInfo() == null ? "" : request.getPathInfo();
    List<Outgoing> found =
        choice(session).outgoing().stream()
            .filter(file -> path.equals("/" + file.document().document()))
            .toList();
    if (found.isEmpty()) {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    Outgoing file = found.getFirst();
    send(
        response,
        session,
        file.document().mediaType(),
        file.content().read(),
        file.passed(),
        file.withheld());
  }

  private static GuardSession session(HttpServletRequest request) {
    return (GuardSession) request.getAttribute(ReleaseFilter.SESSION);
  }

  private Choice choice(GuardSession session) {
    var person = session.subject().id();
    return chooser.choose(
        archive.find(new Wanted(session.part(), person)).files(), session.part(), person);
  }

  private void send(
      HttpServletResponse response,
      GuardSession session,
      String type,
      byte[] body,
      int passed,
      int withheld)
      throws IOException {
    try {
      log.write(
          new GuardEvent.Answered(
              session.release(), session.partDigest(), RequestKind.DOCUMENT, passed, withheld));
    } catch (GuardLogException e) {
      response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      return;
    }
    response.setContentType(type);
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
