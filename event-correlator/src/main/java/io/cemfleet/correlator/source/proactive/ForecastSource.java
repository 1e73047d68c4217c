package io.cemfleet.correlator.source.proactive;

import io.cemfleet.a2a.contract.IncidentSource;
import io.cemfleet.correlator.alert.AlertSourceId;
import io.cemfleet.correlator.source.AlertSource;
import io.cemfleet.correlator.source.JsonFieldReader;
import io.cemfleet.correlator.source.ParsedElement;
import org.springframework.stereotype.Component;

/** The fleet's own forecast of congestion, which arrives by the task {@code proactive_alert}. */
@Component
public class ForecastSource implements AlertSource {

    @Override
    public AlertSourceId id() {
        return AlertSourceId.PROACTIVE;
    }

    @Override
    public IncidentSource incidentSource() {
        return IncidentSource.PROACTIVE;
    }

    @Override
    public ParsedElement parse(JsonFieldReader fields) {
        return ForecastParser.parse(fields);
    }
}
