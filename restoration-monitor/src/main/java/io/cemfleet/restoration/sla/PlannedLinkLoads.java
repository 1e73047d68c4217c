package io.cemfleet.restoration.sla;

import io.cemfleet.a2a.contract.IncidentView;
import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.a2a.contract.PlacementPrediction;
import io.cemfleet.a2a.contract.PlacementPrediction.LoadedLink;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

    /** As they are reported, rounded; absent where not known. */
    static List<IncidentView.LinkLoad> reported(List<LoadedLink> links, Map<LinkSender, Double> measured) {
        return links.stream()
                .map(link -> new IncidentView.LinkLoad(
                        link.linkId(),
                        link.from(),
                        rounded(link.after()),
                        rounded(measured.get(end(link))),
                        link.threshold()))
                .toList();
    }

    private static @Nullable Double rounded(@Nullable Double value) {
        return value == null ? null : Double.valueOf(Math.round(value * 10_000) / 10_000.0);
    }
}
