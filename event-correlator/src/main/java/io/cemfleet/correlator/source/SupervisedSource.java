package io.cemfleet.correlator.source;

import java.net.URI;
import java.util.Optional;

/** A source that lists its open alarms: alerts that its webhook missed are found by comparison. */
public interface SupervisedSource extends AlertSource {

    /**
     * Makes sure that the source sends its alerts to our webhook. Called only while the webhook has a secret.
     *
     * @param webhook our address, with the secret in its path
     * @return why it does not, for the log; empty when it does, or when operators configure it at the source
     */
    default Optional<String> subscribe(URI webhook) {
        return Optional.empty();
    }

    /** Its open alarms now. */
    OpenSourceAlarms openAlarms();
}
