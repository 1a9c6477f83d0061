package org.claimexchange.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The server. */
@SpringBootApplication
public class ExchangeServer {
  /** Starts it from configuration. */
  public static void main(String[] args) {
    application().run(args);
  }

  /** The application, for launchers that add to it before it runs. */
  public static SpringApplication application() {
    return new SpringApplication(ExchangeServer.class);
  }
}
