package org.claimexchange.server;

import java.util.List;
import org.claimexchange.server.setup.EmbeddedStart;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The server. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ExchangeServer {
  /** Starts it from configuration. */
  public static void main(String[] args) {
    application().run(args);
  }

  /** The application, for launchers that add to it before it runs. */
  public static SpringApplication application(Class<?>... additions) {
    SpringApplication application = new SpringApplication(ExchangeServer.class);
    application.addInitializers(new EmbeddedStart());
    application.addPrimarySources(List.of(additions));
    return application;
  }
}
