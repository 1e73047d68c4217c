package io.cemfleet.restoration.sla;

import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.a2a.contract.PlacementPrediction;
import io.cemfleet.a2a.contract.PlacementPrediction.LoadedLink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares the links that a tunnel loads according to its plan with what is measured on them. */
public final class PlannedLinkLoads {
    private PlannedLinkLoads() {}

    /** Those that the plan names; none without a prediction. */
    public static List<LoadedLink> of(MonitorRestoration.WatchedProtection protection) {
        PlacementPrediction prediction = protection.prediction();
        return prediction == null || prediction.links() == null ? List.of() : prediction.links();
    }

    /** Its name in both directions of the comparison. */
    public static LinkSender end(LoadedLink link) {
        return new LinkSender(link.linkId(), link.from());
    }

    /** Whether the threshold applies to it: where it was above before, an operator allowed that. */
    public static boolean held(LoadedLink link) {
        Double before = link.before();
        return before == null || before < link.threshold();
    }

    /** By their names on the wire; absent where not known. */
    public static List<Map<String, Object>> wire(List<LoadedLink> links, Map<LinkSender, Double> measured) {
        List<Map<String, Object>> told = new ArrayList<>();
        for (LoadedLink link : links) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("link_id", link.linkId());
            one.put("from", link.from());
            put(one, "predicted", link.after());
            put(one, "measured", measured.get(end(link)));
            one.put("threshold", link.threshold());
            told.add(one);
        }
        return told;
    }

    private static void put(Map<String, Object> known, String name, @org.jspecify.annotations.Nullable Double value) {
        if (value != null) {
            known.put(name, Math.round(value * 10_000) / 10_000.0);
        }
    }
}
