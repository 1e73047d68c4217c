package io.cemfleet.lab.fleet.agents;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Settings of one start, beside those that every fleet has.
 *
 * @param agents environment variables of every agent
 * @param lab environment variables of the lab
 * @param aotCache false: the agents start without it, and none is made
 */
public record Tuning(Map<String, String> agents, Map<String, String> lab, boolean aotCache) {
    public static final Tuning NONE = new Tuning(Map.of(), Map.of(), true);

    public Tuning {
        agents = Map.copyOf(agents);
        lab = Map.copyOf(lab);
    }

    static Map<String, String> over(Map<String, String> usual, Map<String, String> special) {
        var all = new LinkedHashMap<>(usual);
        all.putAll(special);
        return all;
    }
}
