package org.claimexchange.server.patient;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the patient's page is told, below {@code exchange.patient}.
 *
 * @param providerName what people call the identity provider
 * @param providerNameEnglish the same in English
 * @param authority the authority in charge, for complaints
 * @param authorityPhone its telephone
 * @param pages addresses of pages hosted elsewhere: their origins may call the API, and links to
 *     them may be drawn as a QR code
 * @param sessionLife how long a login counts
 * @param nonceLife how long a login may take
 */
@ConfigurationProperties("exchange.patient")
public record PatientProperties(
    @DefaultValue("随申办（演示）") String providerName,
    @DefaultValue("City ID (demo)") String providerNameEnglish,
    @DefaultValue("示范数据管理局") String authority,
    @DefaultValue("000-0000-0002") String authorityPhone,
    @DefaultValue List<URI> pages,
    @DefaultValue("15m") Duration sessionLife,
    @DefaultValue("10m") Duration nonceLife) {
  public PatientProperties {
    pages = List.copyOf(pages);
  }

  /** The origins of pages that are hosted elsewhere. */
  List<String> origins() {
    return pages.stream()
        .map(page -> page.getScheme() + "://" + page.getAuthority())
        .distinct()
        .toList();
  }
}
