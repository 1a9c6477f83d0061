package org.claimexchange.guard;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.model.api.Include;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.IncludeParam;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.FifoMemoryPagingProvider;
import ca.uhn.fhir.rest.server.HardcodedServerAddressStrategy;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.claimexchange.guard.hapi.ReleaseInterceptor;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.ExplanationOfBenefit;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Invoice;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Resource;

/**
 * A FHIR server that looks at no search parameter but includes: whoever is let in gets everything
 * of a type. It knows two access tokens.
 */
final class OpenServer implements AutoCloseable {
  static final Set<String> TOKENS = Set.of("Bearer exchange", "Bearer another");
  static final String ASKER = "asker";

  private final Tomcat tomcat = new Tomcat();
  private final WardRecords records;
  private final Context context;
  private final String url;

  OpenServer(WardRecords records, Path folder, String publicUrl, int port) {
    this.records = records;
    this.url = publicUrl;
    tomcat.setSilent(true);
    tomcat.setBaseDir(folder.toString());
    tomcat.setPort(port);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    this.context = tomcat.addContext("", folder.toString());
    filter("token", new TokenFilter());
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  OpenServer start(Optional<ReleaseFilter> filter, Optional<ReleaseInterceptor> interceptor)
      throws Exception {
    filter.ifPresent(f -> filter("release", f));
    var server = new RestfulServer(FhirContext.forR4Cached());
    server.setResourceProviders(
        Stream.<Class<? extends Resource>>of(
                Patient.class,
                Encounter.class,
                Condition.class,
                ChargeItem.class,
                Invoice.class,
                ExplanationOfBenefit.class,
                Practitioner.class)
            .<IResourceProvider>map(Everything::new)
            .toList());
    server.setPagingProvider(new FifoMemoryPagingProvider(100));
    server.setServerAddressStrategy(new HardcodedServerAddressStrategy(url + "/fhir"));
    interceptor.ifPresent(server::registerInterceptor);
    servlet("fhir", server, "/fhir/*");
    servlet("release", new HttpServlet() {}, "/release/*");
    Files.createDirectories(Path.of(context.getDocBase()));
    tomcat.start();
    return this;
  }

  private void servlet(String name, Servlet servlet, String path) {
    Tomcat.addServlet(context, name, servlet);
    context.addServletMappingDecoded(path, name);
  }

  private void filter(String name, Filter filter) {
    var definition = new FilterDef();
    definition.setFilterName(name);
    definition.setFilter(filter);
    context.addFilterDef(definition);
    var mapping = new FilterMap();
    mapping.setFilterName(name);
    mapping.addURLPattern("/*");
    context.addFilterMap(mapping);
  }

  @Override
  public void close() throws Exception {
    tomcat.stop();
    tomcat.destroy();
  }

  private static final class TokenFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      var token = String.valueOf(request.getHeader("Authorization"));
      if (TOKENS.contains(token)) {
        request.setAttribute(ASKER, token);
      } else if (!request.getRequestURI().equals("/fhir/metadata")) {
        response.sendError(401);
        return;
      }
      chain.doFilter(request, response);
    }
  }

  /** All records of one type. */
  public final class Everything implements IResourceProvider {
    private final Class<? extends Resource> type;

    Everything(Class<? extends Resource> type) {
      this.type = type;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
      return type;
    }

    @Read(version = true)
    public Resource read(@IdParam IdType id) {
      return records
          .record(type.getSimpleName(), id.getIdPart())
          .orElseThrow(() -> new ResourceNotFoundException(id));
    }

    @Search(allowUnknownParams = true)
    public List<Resource> search(
        @OptionalParam(name = "identifier") TokenParam identifier,
        @IncludeParam Set<Include> includes) {
      var found = new ArrayList<>(records.all(type.getSimpleName()));
      if (type == Patient.class && identifier != null) {
        found.removeIf(
            p -> !((Patient) p).getIdentifierFirstRep().getValue().equals(identifier.getValue()));
      }
      if (includes != null && !includes.isEmpty()) {
        found.addAll(records.included());
      }
      return found;
    }
  }
}
