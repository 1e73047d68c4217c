package io.cemfleet.lab.pca;

import io.cemfleet.lab.network.LabNetwork;
import io.cemfleet.lab.network.NetworkMeasurement;
import io.cemfleet.lab.network.ProbeSession;
import io.cemfleet.lab.network.SessionSample;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Raises an alert after one violating measurement, and clears it after two good ones in a row; when a session ends, its
 * alerts are cleared.
 */
@Component
class AlertEngine {

    private static final int GOOD_TO_CLEAR = 2;
    private static final int HISTORY = 5000;

    private final LabNetwork network;
    private final PcaSettings settings;
    private final AlertDelivery delivery;
    private final Map<Key, StandingAlert> open = new HashMap<>();
    private final Deque<AlertPayload> history = new ArrayDeque<>();

    private record Key(String session, AlertRule rule) {}

    private record StandingAlert(OpenAlert alert, int good) {}

    AlertEngine(LabNetwork network, PcaSettings settings, AlertDelivery delivery) {
        this.network = network;
        this.settings = settings;
        this.delivery = delivery;
        network.onMeasured(this::evaluate);
    }

    /** Open alerts as they were raised, oldest first. */
    synchronized List<AlertPayload> active() {
        return open.values().stream()
                .map(StandingAlert::alert)
                .sorted(java.util.Comparator.comparing(OpenAlert::raisedAt).thenComparing(OpenAlert::uid))
                .map(alert -> alert.raised(settings.tenant(), network.topology()))
                .toList();
    }

    /** Raised and cleared alerts, newest first. */
    synchronized List<AlertPayload> history() {
        return List.copyOf(history);
    }

    synchronized void evaluate(NetworkMeasurement measurement) {
        List<AlertPayload> changes = new ArrayList<>();
        Set<String> measured = new HashSet<>();
        for (int place = 0; place < measurement.sessions().size(); place++) {
            ProbeSession session = measurement.sessions().get(place);
            SessionSample sample = measurement.session(place);
            measured.add(session.id());
            for (AlertRule rule : AlertRule.values()) {
                judge(session, rule, sample, changes);
            }
        }
        open.entrySet().removeIf(entry -> {
            boolean gone = !measured.contains(entry.getKey().session());
            if (gone) {
                OpenAlert alert = entry.getValue().alert();
                changes.add(alert.cleared(settings.tenant(), network.topology(), measurement.at(), null));
            }
            return gone;
        });
        for (AlertPayload change : changes) {
            history.addFirst(change);
            delivery.send(change);
        }
        while (history.size() > HISTORY) {
            history.removeLast();
        }
    }

    private void judge(ProbeSession session, AlertRule rule, SessionSample sample, List<AlertPayload> changes) {
        Key key = new Key(session.id(), rule);
        StandingAlert standing = open.get(key);
        if (rule.violated(sample)) {
            if (standing == null) {
                OpenAlert alert = new OpenAlert(uid(key, sample), rule, session, sample.at(), sample);
                open.put(key, new StandingAlert(alert, 0));
                changes.add(alert.raised(settings.tenant(), network.topology()));
            } else {
                open.put(key, new StandingAlert(standing.alert(), 0));
            }
        } else if (standing != null) {
            if (standing.good() + 1 >= GOOD_TO_CLEAR) {
                open.remove(key);
                changes.add(standing.alert().cleared(settings.tenant(), network.topology(), sample.at(), sample));
            } else {
                open.put(key, new StandingAlert(standing.alert(), standing.good() + 1));
            }
        }
    }

    private static String uid(Key key, SessionSample sample) {
        String name = key.session() + "/" + key.rule() + "/" + sample.at();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
