package io.cemfleet.a2a.contract;

import io.cemfleet.a2a.contract.IncidentView.SlaValues;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a plan expects of one protection, to be compared with what is measured after steering.
 *
 * @param before what its traffic meets where it is now, one way, summed over the path's links
 * @param after what it is expected to meet on the planned path
 * @param demandMbps the traffic that was placed: as measured, else its upper bound
 * @param links every link direction that the placement loads
 */
public record PlacementPrediction(
        SlaValues before, SlaValues after, @Nullable Double demandMbps, List<LoadedLink> links) {

    /**
     * Utilisation of a direction of a link, 0 to 1; absent where it is not known.
     *
     * @param from the router that sends on it
     * @param threshold that the planner held it to
     */
    public record LoadedLink(
            String linkId, String from, @Nullable Double before, @Nullable Double after, double threshold) {}
}
