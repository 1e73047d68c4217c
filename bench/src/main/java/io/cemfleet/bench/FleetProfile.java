package io.cemfleet.bench;

import io.cemfleet.launcher.agents.LaunchTuning;
import java.util.HashMap;
import java.util.Map;

/** How a measured fleet is set. */
enum FleetProfile {
    /** As any fleet. */
    PLAIN(1, Map.of(), "as ./fleet up has it"),
    /**
     * The lab answers at once and measures twice a second; waits that come after protection are short. Alarms come from
     * the measure alone, at moments that it knows; links that change soon after one another are not one incident.
     */
    HASTY(
            100,
            Map.of(
                    "CEM_CORRELATOR_WATCH_ENABLED", "false",
                    "CEM_CORRELATOR_STREAM_WINDOWS_FLAP", "1s",
                    "CEM_CORRELATOR_STREAM_WINDOWS_SHAREDNODE", "100ms",
                    "CEM_CORRELATOR_STREAM_WINDOWS_SHAREDSRLG", "100ms",
                    "CEM_CORRELATOR_STREAM_WINDOWS_POLICYPATH", "100ms"),
            "the lab without delays of its own, durations after protection divided by 100, alarms from the bench alone"),
    /** Nominal durations, so that what is open stays open; alarms from the bench alone. */
    STEADY(
            1,
            Map.of("CEM_CORRELATOR_WATCH_ENABLED", "false"),
            "the lab without delays of its own, nominal durations, alarms from the bench alone"),
    /** No incidents; tickets of the bench are at the desk before their webhook comes. */
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
