package io.cemfleet.correlator.source.cnc;

import io.cemfleet.a2a.contract.IncidentSource;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.alarm.AlarmList;
import io.cemfleet.cnc.alarm.AlarmSubscriptions;
import io.cemfleet.cnc.alarm.CncAlarm;
import io.cemfleet.cnc.alarm.OpenAlarms;
import io.cemfleet.correlator.alert.AlertSourceId;
import io.cemfleet.correlator.source.AlertElement;
import io.cemfleet.correlator.source.JsonFieldReader;
import io.cemfleet.correlator.source.OpenSourceAlarms;
import io.cemfleet.correlator.source.ParsedElement;
import io.cemfleet.correlator.source.SourceAlert;
import io.cemfleet.correlator.source.SupervisedSource;
import io.cemfleet.runtime.security.WebhookSecret;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Crosswork Network Controller: device alarms by subscription, and the list of open ones. */
@Component
@Order(2)
public class CncSource implements SupervisedSource {
    public static final AlertSourceId ID = new AlertSourceId("cnc");

    private final AlarmSubscriptions subscriptions;
    private final OpenAlarms openAlarms;
    private final WebhookSecret secret;

    public CncSource(AlarmSubscriptions subscriptions, OpenAlarms openAlarms, CncSourceSettings settings) {
        this.subscriptions = subscriptions;
        this.openAlarms = openAlarms;
        this.secret = new WebhookSecret(settings.cncSecret());
    }

    @Override
    public AlertSourceId id() {
        return ID;
    }

    @Override
    public IncidentSource incidentSource() {
        return IncidentSource.CNC;
    }

    @Override
    public Optional<WebhookSecret> webhook() {
        return Optional.of(secret);
    }

    @Override
    public List<AlertElement> split(AlertElement element) {
        return CncAlarmParser.split(element);
    }

    @Override
    public ParsedElement parse(JsonFieldReader fields) {
        return CncAlarmParser.parse(fields);
    }

    @Override
    public Optional<String> subscribe(URI webhook) {
        var answer = subscriptions.ensure(webhook);
        return answer.isOk() ? Optional.empty() : Optional.of(answer.code());
    }

    @Override
    public OpenSourceAlarms openAlarms() {
        return switch (openAlarms.list()) {
            case CncResult.Ok<AlarmList>(AlarmList open) -> placed(open);
            case CncResult<AlarmList> failed -> new OpenSourceAlarms.Unavailable(failed.reason());
        };
    }

    private static OpenSourceAlarms placed(AlarmList open) {
        List<SourceAlert> alarms = new ArrayList<>();
        Set<String> unplaced = new HashSet<>();
        for (CncAlarm alarm : open.alarms()) {
            Optional<SourceAlert> listed = CncAlarmParser.listed(alarm);
            listed.ifPresent(alarms::add);
            if (listed.isEmpty() && !alarm.informational()) {
                unplaced.add(alarm.id());
            }
        }
        return new OpenSourceAlarms.Listed(alarms, unplaced, open.complete());
    }
}
