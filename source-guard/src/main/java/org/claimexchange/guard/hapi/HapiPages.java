package org.claimexchange.guard.hapi;

import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.IRestfulServer;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IPagingProvider;
import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.claimexchange.guard.answer.Batch;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;

/** The further pages of a HAPI server, as its paging provider keeps them. */
final class HapiPages {
  private HapiPages() {}

  /**
   * A page of the server.
   *
   * @param search the paging provider's id of the search
   * @param offset where the page begins
   * @param count how many it has
   */
  record Place(String search, int offset, int count) {}

  /** Where the server's next page is. */
  static Optional<Place> next(Bundle page) {
    var link = page.getLink(Bundle.LINK_NEXT);
    if (link == null) {
      return Optional.empty();
    }
    try {
      Map<String, String> parameters = parameters(link.getUrl());
      return Optional.of(
          new Place(
              text(parameters, Constants.PARAM_PAGINGACTION),
              Integer.parseInt(text(parameters, Constants.PARAM_PAGINGOFFSET)),
              Integer.parseInt(text(parameters, Constants.PARAM_COUNT))));
    } catch (IllegalArgumentException e) {
      // Unknown paging cannot be followed, and a page that ends early would tell nothing of it.
      throw new InternalErrorException("the server's own paging is not known to its guard");
    }
  }

  private static Map<String, String> parameters(String address) {
    Map<String, String> parameters = new HashMap<>();
    String query = URI.create(address).getRawQuery();
    for (String one : (query == null ? "" : query).split("&", -1)) {
      int equals = one.indexOf('=');
      if (equals > 0) {
        parameters.put(
            one.substring(0, equals),
            URLDecoder.decode(one.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return parameters;
  }

  private static String text(Map<String, String> parameters, String name) {
    String value = parameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name);
    }
    return value;
  }

  /** How the request's server brings further pages. */
  static Function<Place, Batch<Place>> of(RequestDetails request) {
    return place -> {
      IBundleProvider found = provider(request).retrieveResultList(request, place.search());
      if (found == null) {
        throw new ResourceGoneException("this page is gone: search again");
      }
      int end = place.offset() + place.count();
      var resources =
          found.getResources(place.offset(), end).stream()
              .filter(Resource.class::isInstance)
              .map(Resource.class::cast)
              .toList();
      Integer size = found.size();
      boolean more = size == null ? resources.size() == place.count() : end < size;
      return new Batch<>(
          resources,
          more ? Optional.of(new Place(place.search(), end, place.count())) : Optional.empty());
    };
  }

  private static IPagingProvider provider(RequestDetails request) {
    if (request.getServer() instanceof IRestfulServer<?> server) {
      IPagingProvider provider = server.getPagingProvider();
      if (provider != null) {
        return provider;
      }
    }
    throw new InternalErrorException("the server has no paging provider, which its guard needs");
  }
}
