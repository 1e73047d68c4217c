package io.cemfleet.cnc.alarm;

import io.micrometer.core.instrument.Metrics;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Severities in lists of alarms that are none of the known words: each is logged once, all are counted. */
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
            log.warn("Alarms are listed with the severity '{}', which is not known: they stay open", shown);
        }
        return AlarmSeverity.INDETERMINATE;
    }
}
