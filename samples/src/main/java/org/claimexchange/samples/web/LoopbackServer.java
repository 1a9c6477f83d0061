package org.claimexchange.samples.web;

import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/** A sample's web server, which only this machine reaches. Takes forms of 64 KB at the most. */
public final class LoopbackServer implements AutoCloseable {
  private static final int LARGEST_FORM = 64 * 1024;

  private final String whose;
  private final Path folder;
  private final Tomcat tomcat = new Tomcat();
  private final Context context;

  /**
   * Sets one up; it answers once started.
   *
   * @param whose for messages, such as {@code the hospital}
   * @param port where it listens
   * @param settings what its connector needs besides
   * @throws IOException if there can be no folder for temporary files
   */
  public LoopbackServer(String whose, int port, Consumer<Connector> settings) throws IOException {
    this.whose = whose;
    this.folder = Files.createTempDirectory("sample-server");
    tomcat.setSilent(true);
    tomcat.setBaseDir(folder.toString());
    var connector = new Connector();
    connector.setPort(port);
    connector.setMaxPostSize(LARGEST_FORM);
    connector.setProperty("address", "127.0.0.1");
    settings.accept(connector);
    tomcat.setConnector(connector);
    this.context = tomcat.addContext("", folder.toString());
    if (context instanceof StandardContext standard) {
      // Nothing is ever reloaded in this process, so Tomcat need not search it for leaks.
      standard.setClearReferencesRmiTargets(false);
      standard.setClearReferencesThreadLocals(false);
    }
  }

  /** Answers what comes below a path. */
  public void servlet(String name, Servlet servlet, String path) {
    Tomcat.addServlet(context, name, servlet).setLoadOnStartup(1);
    context.addServletMappingDecoded(path, name);
  }

  /** Stands before paths; the filters stand in the order in which they were added. */
  public void filter(String name, Filter filter, String... paths) {
    var definition = new FilterDef();
    definition.setFilterName(name);
    definition.setFilter(filter);
    context.addFilterDef(definition);
    var mapping = new FilterMap();
    mapping.setFilterName(name);
    List.of(paths).forEach(mapping::addURLPattern);
    context.addFilterMap(mapping);
  }

  /** A path where a filter answers all: Tomcat runs no filter before a path without a servlet. */
  public void answeredByFilter(String name, String path) {
    servlet(name, new Nothing(), path);
  }

  /** Stands where only a filter answers. */
  private static final class Nothing extends HttpServlet {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Starts it; when it returns, it answers.
   *
   * @throws IOException if the port is taken
   */
  public void start() throws IOException {
    try {
      tomcat.start();
      if (!connector().getState().isAvailable()) {
        throw new IOException("port " + connector().getPort() + " is in use");
      }
    } catch (LifecycleException e) {
      throw new IOException(whose + "'s web server did not start", e);
    }
  }

  /** What listens; it can be stopped and started again. */
  public Connector connector() {
    return tomcat.getConnector();
  }

  /**
   * Stops it and removes its folder.
   *
   * @throws IOException if it does not stop
   */
  @Override
  public void close() throws IOException {
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException e) {
      throw new IOException(whose + "'s web server did not stop", e);
    } finally {
      deleteFolder();
    }
  }

  private void deleteFolder() {
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      System.err.println("left behind: " + folder);
    }
  }
}
