package org.claimexchange.server.web;

import ca.uhn.fhir.context.FhirContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts together what all routes share. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {
  @Bean
  FhirContext fhirContext() {
    return FhirContext.forR4Cached();
  }

  @Bean
  FhirResponse fhirResponse(FhirContext fhir) {
    return new FhirResponse(fhir);
  }

  @Bean
  FhirErrors fhirErrors(FhirResponse fhir) {
    return new FhirErrors(fhir);
  }
}
