package io.cemfleet.correlator.watch;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.alarm.AlarmList;
import io.cemfleet.cnc.alarm.AlarmSubscriptions;
import io.cemfleet.cnc.alarm.CncAlarm;
import io.cemfleet.cnc.alarm.OpenAlarms;
import io.cemfleet.correlator.CorrelatorSettings;
import io.cemfleet.correlator.alert.AlertSource;
import io.cemfleet.correlator.source.SourceAlert;
import io.cemfleet.correlator.source.SourceParsers;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** CNC: the alarm subscription, and the list of open device alarms. */
@Component
class CncSupervisor implements SupervisedSource {
    private static final Logger LOG = LoggerFactory.getLogger(CncSupervisor.class);

    private final AlarmSubscriptions subscriptions;
    private final OpenAlarms openAlarms;
    private final AlarmReconciliation reconciliation;
    private final CorrelatorSettings settings;
    private final Clock clock;

    CncSupervisor(
            AlarmSubscriptions subscriptions,
            OpenAlarms openAlarms,
            AlarmReconciliation reconciliation,
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
            case CncResult.Ok<AlarmList>(AlarmList open) -> {
                yield reconciliation.compare(AlertSource.CNC, placed(open), asked) && subscribed;
            }
            case CncResult<AlarmList> failed -> {
                LOG.warn("CNC's open alarms are not known: {}", failed.reason());
                yield false;
            }
        };
    }

    private static OpenSourceAlarms placed(AlarmList open) {
        List<SourceAlert> alarms = new ArrayList<>();
        Set<String> unplaced = new HashSet<>();
        for (CncAlarm alarm : open.alarms()) {
            Optional<SourceAlert> listed = SourceParsers.listed(alarm);
            listed.ifPresent(alarms::add);
            if (listed.isEmpty() && !alarm.informational()) {
                unplaced.add(alarm.id());
            }
        }
        return new OpenSourceAlarms(alarms, unplaced, open.complete());
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
