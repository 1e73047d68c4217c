package io.cemfleet.correlator.watch;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.alarm.AlarmSubscriptions;
import io.cemfleet.cnc.alarm.CncAlarm;
import io.cemfleet.cnc.alarm.OpenAlarms;
import io.cemfleet.correlator.CorrelatorSettings;
import io.cemfleet.correlator.alert.AlertSource;
import io.cemfleet.correlator.source.SourceForms;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** CNC: the alarm subscription, and the list of open device alarms. */
@Component
class CncWatch implements WatchedSource {
    private static final Logger LOG = LoggerFactory.getLogger(CncWatch.class);

    private final AlarmSubscriptions subscriptions;
    private final OpenAlarms openAlarms;
    private final Reconciliation reconciliation;
    private final CorrelatorSettings settings;
    private final Clock clock;

    CncWatch(
            AlarmSubscriptions subscriptions,
            OpenAlarms openAlarms,
            Reconciliation reconciliation,
            CorrelatorSettings settings,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.openAlarms = openAlarms;
        this.reconciliation = reconciliation;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "cnc";
    }

    @Override
    public boolean look() {
        boolean subscribed = settings.webhook().cncSecret().isEmpty() || subscribe();
        Instant asked = clock.instant();
        return switch (openAlarms.list()) {
            case CncResult.Ok<List<CncAlarm>>(List<CncAlarm> open) -> {
                var alarms = open.stream()
                        .filter(alarm -> !alarm.cleared())
                        .flatMap(alarm -> SourceForms.listed(alarm).stream())
                        .toList();
                yield reconciliation.compare(AlertSource.CNC, alarms, asked) && subscribed;
            }
            case CncResult<List<CncAlarm>> failed -> {
                LOG.warn("CNC's open alarms are not known: {}", failed.reason());
                yield false;
            }
        };
    }

    private boolean subscribe() {
        URI address = settings.webhook("cnc", settings.webhook().cncSecret());
        var answer = subscriptions.ensure(address);
        if (!answer.isOk()) {
            LOG.warn("CNC takes no subscription to alarms: {}", answer.code());
        }
        return answer.isOk();
    }
}
