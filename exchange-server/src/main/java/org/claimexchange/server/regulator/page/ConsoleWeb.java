package org.claimexchange.server.regulator.page;

import org.claimexchange.server.regulator.ConsolePart;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The console's language and library; its own style and script lie in {@code static/console}. */
@ConsolePart
class ConsoleWeb implements WebMvcConfigurer {
  private static final String HTMX = "classpath:/META-INF/resources/webjars/htmx.org/2.0.10/dist/";

  @Bean
  LocaleResolver localeResolver() {
    return new Language();
  }

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry.addResourceHandler("/console/lib/**").addResourceLocations(HTMX);
  }
}
