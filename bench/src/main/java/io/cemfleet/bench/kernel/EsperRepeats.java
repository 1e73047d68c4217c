package io.cemfleet.bench.kernel;

import com.espertech.esper.common.client.configuration.Configuration;
import com.espertech.esper.compiler.client.CompilerArguments;
import com.espertech.esper.compiler.client.EPCompileException;
import com.espertech.esper.compiler.client.EPCompilerProvider;
import com.espertech.esper.runtime.client.EPDeployException;
import com.espertech.esper.runtime.client.EPRuntime;
import com.espertech.esper.runtime.client.EPRuntimeProvider;
import io.cemfleet.correlator.alert.AlertRecord;
import java.time.Duration;
import java.util.List;

/**
 * Esper with one rule: an alarm of a severity fires unless it fired within the window. Time is the events' own, as the
 * rules of the correlator have it.
 */
final class EsperRepeats implements AutoCloseable {
    private static final String NAME = "AlarmRaised";

    private final EPRuntime runtime;
    private long fired;

    /** An alarm that was raised. */
    public record AlarmRaised(String alarm, String severity, long at) {
        public String getAlarm() {
            return alarm;
        }

        public String getSeverity() {
            return severity;
        }
    }

    EsperRepeats(Duration window) {
        var configuration = new Configuration();
        configuration.getCommon().addEventType(NAME, AlarmRaised.class);
        configuration.getRuntime().getThreading().setInternalTimerEnabled(false);
        String rule = "@name('fires') select a.alarm as alarm from pattern[every-distinct(a.alarm, a.severity, "
                + window.toSeconds() + " sec) a=" + NAME + "]";
        try {
            var compiled = EPCompilerProvider.getCompiler().compile(rule, new CompilerArguments(configuration));
            runtime = EPRuntimeProvider.getRuntime("bench-" + System.nanoTime(), configuration);
            runtime.getEventService().advanceTime(AlarmTraffic.BEGIN.toEpochMilli() - 1);
            var deployed = runtime.getDeploymentService().deploy(compiled);
            runtime.getDeploymentService()
                    .getStatement(deployed.getDeploymentId(), "fires")
                    .addListener((news, olds, statement, at) -> fired += news.length);
        } catch (EPCompileException | EPDeployException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<AlarmRaised> events(List<AlertRecord> alerts) {
        return alerts.stream()
                .map(alert -> new AlarmRaised(
                        alert.identity(),
                        alert.severity().name(),
                        alert.receivedAt().toEpochMilli()))
                .toList();
    }

    /** How many of the events fired. */
    long run(List<AlarmRaised> events) {
        var service = runtime.getEventService();
        for (AlarmRaised event : events) {
            service.advanceTime(event.at());
            service.sendEventBean(event, NAME);
        }
        return fired;
    }

    @Override
    public void close() {
        runtime.destroy();
    }
}
