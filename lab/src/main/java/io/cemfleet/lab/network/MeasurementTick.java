package io.cemfleet.lab.network;

import java.time.Instant;
import java.util.List;

/** One measurement of all directions and sessions, in plain arrays. */
final class MeasurementTick implements NetworkMeasurement {

    private static final int LINK_VALUES = 4;
    private static final int SESSION_VALUES = 4;
    private static final double DELAY_NOISE_MS = 0.03;

    private final Instant at;
    private final float[] links;
    private final List<ProbeSession> sessions;
    private final float[] sessionValues;
    private final long seed;

    MeasurementTick(LabSnapshot state, long seed) {
        this.at = state.at();
        this.seed = FlowHashing.mix(seed ^ at.toEpochMilli());
        int directions = state.topology().directionCount();
        links = new float[LINK_VALUES * directions];
        for (int direction = 0; direction < directions; direction++) {
            LinkCondition now = state.condition(direction);
            int base = LINK_VALUES * direction;
            links[base] = (float) (now.delayMs() + DELAY_NOISE_MS * noise(base));
            links[base + 1] = (float) (now.jitterMs() * (0.9 + 0.2 * noise(base + 1)));
            links[base + 2] = (float) now.lossPct();
            links[base + 3] = (float) Math.min(1, now.utilisation() * (0.995 + 0.01 * noise(base + 3)));
        }
        sessions = state.sessions();
        sessionValues = new float[SESSION_VALUES * sessions.size()];
        for (int place = 0; place < sessions.size(); place++) {
            fillSession(state, place);
        }
    }

    private void fillSession(LabSnapshot state, int place) {
        double delay = 0;
        double jitter = 0;
        double loss = 0;
        double baseline = 0;
        for (int[] way : state.forwarding().waysOf(sessions.get(place))) {
            LinkCondition now = state.along(way);
            delay = Math.max(delay, now.delayMs());
            jitter = Math.max(jitter, now.jitterMs());
            loss = Math.max(loss, now.lossPct());
            double idle = 0;
            for (int direction : way) {
                idle += state.topology().linkOf(direction).delayMs();
            }
            baseline = Math.max(baseline, idle);
        }
        int base = SESSION_VALUES * place;
        double noise = noise(0x10000000L + place);
        sessionValues[base] = (float) (delay + DELAY_NOISE_MS * noise);
        sessionValues[base + 1] = (float) (jitter * (0.9 + 0.2 * noise));
        sessionValues[base + 2] = (float) loss;
        sessionValues[base + 3] = (float) baseline;
    }

    private double noise(long of) {
        return FlowHashing.unit(seed + of);
    }

    int size() {
        return links.length + sessionValues.length;
    }

    @Override
    public Instant at() {
        return at;
    }

    @Override
    public LinkSample link(int direction) {
        int base = LINK_VALUES * direction;
        return new LinkSample(at, direction, links[base], links[base + 1], links[base + 2], links[base + 3]);
    }

    @Override
    public List<ProbeSession> sessions() {
        return sessions;
    }

    @Override
    public SessionSample session(int place) {
        int base = SESSION_VALUES * place;
        return new SessionSample(
                at,
                sessions.get(place).id(),
                sessionValues[base],
                sessionValues[base + 1],
                sessionValues[base + 2],
                sessionValues[base + 3]);
    }
}
