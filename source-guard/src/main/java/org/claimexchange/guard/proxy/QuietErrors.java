package org.claimexchange.guard.proxy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;

/** What the container itself refuses (a broken request, an unknown path), as OperationOutcome. */
public final class QuietErrors extends ErrorReportValve {
  private static final byte[] OUTCOME =
      ("{\"issue\":[{\"code\":\"invalid\",\"details\":{\"text\":\"this request is not answered\"},"
              + "\"severity\":\"error\"}],\"resourceType\":\"OperationOutcome\"}")
          .getBytes(StandardCharsets.UTF_8);

  @Override
  protected void report(Request request, Response response, Throwable throwable) {
    if (response.getStatus() < 400 || response.getContentWritten() > 0) {
      return;
    }
    try {
      response.setContentType(ProxyAnswers.FHIR_JSON + ";charset=UTF-8");
      response.getOutputStream().write(OUTCOME);
      response.finishResponse();
    } catch (IOException | IllegalStateException e) {
      // The caller has gone; there is nobody to tell.
    }
  }
}
