package io.cemfleet.traffic.watch;

import io.cemfleet.traffic.forecast.DirectionForecast;

/**
 * The expected utilisation of a link.
 *
 * @param from the end of its graver direction, slug
 */
public record LinkForecast(String linkId, String from, DirectionForecast outlook) {

    LinkForecast graver(LinkForecast other) {
        return outlook.graver(other.outlook) == outlook ? this : other;
    }
}
