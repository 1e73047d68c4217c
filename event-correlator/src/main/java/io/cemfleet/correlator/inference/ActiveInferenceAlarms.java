package io.cemfleet.correlator.inference;

import io.cemfleet.correlator.alert.AlertOrigin;
import io.cemfleet.correlator.ledger.SourceAlarmStore;
import io.cemfleet.correlator.source.AlertSources;
import java.util.List;
import org.springframework.stereotype.Component;

/** The active alarms that the inference works on: those without a link, and those that it raised itself. */
@Component
class ActiveInferenceAlarms {
    private final SourceAlarmStore alarms;
    private final AlertSources sources;

    ActiveInferenceAlarms(SourceAlarmStore alarms, AlertSources sources) {
        this.alarms = alarms;
        this.sources = sources;
    }

    /** Alarms without a link that one of several links may have caused. */
    List<UnlocatedAlarm> unlocated() {
        return alarms.withoutLink().stream()
                .map(alarm -> new UnlocatedAlarm(alarm.record(), alarm.raisedAt(), sources))
                .filter(alarm -> !alarm.candidates().isEmpty())
                .toList();
    }

    List<SourceAlarmStore.ActiveAlarm> of(AlertOrigin origin) {
        return sources.ids().stream()
                .flatMap(source -> alarms.active(source, origin).stream())
                .toList();
    }
}
