package io.cemfleet.cnc.nso;

import java.util.Map;

/**
 * Policies and the SID lists that they use, as they are configured at one moment.
 *
 * @param policies by name; a name that is not there is not configured
 * @param lists by name
 */
public record NsoConfiguration(Map<String, NsoPolicy> policies, Map<String, SidList> lists) {

    public NsoConfiguration {
        policies = Map.copyOf(policies);
        lists = Map.copyOf(lists);
    }
}
