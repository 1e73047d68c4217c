package io.cemfleet.bench;

import io.cemfleet.launcher.agents.LaunchTuning;
import java.util.HashMap;
import java.util.Map;

/** The settings of a measured fleet. */
enum FleetProfile {
    /** The settings of any fleet. */
    PLAIN(1, Map.of(), "as with ./fleet up"),
    /**
     * The lab answers at once and measures twice a second; waits after protection are short. Only the measure sends
     * alarms, so that it knows their moments; links that change shortly after one another do not become one incident.
     */
    HASTY(
            100,
            Map.of(
                    "CEM_CORRELATOR_WATCH_ENABLED", "false",
                    "CEM_CORRELATOR_STREAM_WINDOWS_FLAP", "1s",
                    "CEM_CORRELATOR_STREAM_WINDOWS_SHAREDNODE", "100ms",
                    "CEM_CORRELATOR_STREAM_WINDOWS_SHAREDSRLG", "100ms",
                    "CEM_CORRELATOR_STREAM_WINDOWS_POLICYPATH", "100ms"),
            "the lab without delays of its own, durations after protection divided by 100, alarms only from the bench"),
    /**
     * Nominal durations, so that open incidents stay open; alarms only from the bench, each its own incident, on a network
     * with many links.
     */
    STEADY(
            1,
            Map.of(
                    "CEM_CORRELATOR_WATCH_ENABLED", "false",
                    "CEM_CORRELATOR_STREAM_WINDOWS_SHAREDNODE", "1ms",
                    "CEM_CORRELATOR_STREAM_WINDOWS_SHAREDSRLG", "1ms",
                    "CEM_CORRELATOR_STREAM_WINDOWS_POLICYPATH", "1ms"),
            "324 routers, the lab without delays of its own, nominal durations, alarms only from the bench"),
    /** The webhooks take what they can, however much that is; alarms only from the bench. */
    FLOODED(
            1,
            Map.of("CEM_CORRELATOR_WATCH_ENABLED", "false", "CEM_CORRELATOR_WEBHOOK_RATEPERSECOND", "1000000"),
            "webhooks without their rate limit, alarms only from the bench"),
    /** No incidents; the bench's tickets are at the desk before their webhook is sent. */
    CALM(
            1,
            Map.of("CEM_CORRELATOR_WATCH_ENABLED", "false", "CEM_ENHANCEMENT_RECONCILIATION_INTERVAL", "1h"),
            "no alarms");

    private static final String ANY = "1000000";

    private final double speed;
    private final Map<String, String> agents;
    private final String text;

    FleetProfile(double speed, Map<String, String> agents, String text) {
        this.speed = speed;
        this.agents = agents;
        this.text = text;
    }

    double speed() {
        return speed;
    }

    String text() {
        return text;
    }

    /** Whether the lab's network is {@link GridTopology}; else it is its default carrier. */
    boolean onGrid() {
        return this == STEADY;
    }

    LaunchTuning tuning() {
        if (this == PLAIN) {
            return LaunchTuning.NONE;
        }
        var all = new HashMap<>(agents);
        for (String cap : new String[] {
            "MAXTUNNELS", "MAXTUNNELSPERHEADEND", "MAXSERVICES", "MAXGBPS", "MAXCHANGESPERHEADENDANDHOUR"
        }) {
            all.put("CEM_TUNNEL_CONTROLS_CAPS_" + cap, ANY);
        }
        return new LaunchTuning(
                all,
                Map.of("LAB_CNC_COMMITDELAY", "0s", "LAB_MEASUREINTERVAL", "500ms"),
                true,
                LaunchTuning.Compiler.FULL);
    }
}
