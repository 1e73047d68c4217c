package io.cemfleet.traffic.watch;

import io.cemfleet.traffic.forecast.Outlook;

/**
 * How full a link will be.
 *
 * @param from the end of its graver direction, slug
 */
public record LinkOutlook(String linkId, String from, Outlook outlook) {

    LinkOutlook graver(LinkOutlook other) {
        return outlook.graver(other.outlook) == outlook ? this : other;
    }
}
