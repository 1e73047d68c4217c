package io.cemfleet.cnc.nso;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A candidate path as configured. */
public sealed interface NsoCandidatePath {

    /** Higher wins, 1 to 65535. */
    int preference();

    /** Over named SID lists, each with its weight. */
    record Explicit(int preference, List<WeightedSidList> sidLists) implements NsoCandidatePath {
        public Explicit {
            sidLists = List.copyOf(sidLists);
        }
    }

    /**
     * Computed by the controller or the head-end.
     *
     * @param metricType {@code igp}, {@code te}, {@code latency} or {@code hopcount}
     */
    record Dynamic(int preference, @Nullable String metricType) implements NsoCandidatePath {}

    /**
     * A SID list by name.
     *
     * @param weight 1 or more; absent means the device's default of 1
     */
    record WeightedSidList(String name, @Nullable Long weight) {}

    static NsoCandidatePath explicit(int preference, String sidList) {
        return new Explicit(preference, List.of(new WeightedSidList(sidList, null)));
    }
}
