package io.cemfleet.launcher.agents;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Settings of one start, besides those of every fleet.
 *
 * @param agents environment variables of every agent
 * @param lab environment variables of the lab
 * @param aotCache false: the agents start without it, and none is created
 * @param compiler of agents and lab
 */
public record LaunchTuning(Map<String, String> agents, Map<String, String> lab, boolean aotCache, Compiler compiler) {
    public static final LaunchTuning NONE = new LaunchTuning(Map.of(), Map.of(), true, Compiler.QUICK);

    /** The tiers of the JVM's compiler. */
    public enum Compiler {
        /** Only the first tier: on a small machine the fleet starts sooner and uses less memory. */
        QUICK("-XX:TieredStopAtLevel=1"),
        /** All tiers, as in the container image. */
        FULL("-XX:TieredStopAtLevel=4");

        final String option;

        Compiler(String option) {
            this.option = option;
        }
    }

    public LaunchTuning {
        agents = Map.copyOf(agents);
        lab = Map.copyOf(lab);
    }

    static Map<String, String> over(Map<String, String> usual, Map<String, String> special) {
        var all = new LinkedHashMap<>(usual);
        all.putAll(special);
        return all;
    }
}
