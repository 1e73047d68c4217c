package io.cemfleet.cnc.alarm;

import io.micrometer.core.instrument.Metrics;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Unknown severities in lists of alarms: each is logged once, all are counted. */
final class UnknownSeverities {
    private static final Logger log = LoggerFactory.getLogger(UnknownSeverities.class);
    private static final int LENGTH = 40;
    private static final int LOGGED = 100;
    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

    private UnknownSeverities() {}

    static AlarmSeverity seen(String word) {
        Metrics.counter("cnc.alarms.severity.unknown").increment();
        String shown = word.chars()
                .limit(LENGTH)
                .map(c -> c < ' ' || c > '~' ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        if (SEEN.size() < LOGGED && SEEN.add(shown)) {
            log.warn("The controller lists alarms with the unknown severity '{}': they stay open", shown);
        }
        return AlarmSeverity.INDETERMINATE;
    }
}
