package io.cemfleet.tunnel.southbound;

import io.cemfleet.a2a.contract.SegmentId;
import io.cemfleet.tunnel.policy.CandidatePathConfig;
import io.cemfleet.tunnel.policy.SteeringKey;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A policy in the network.
 *
 * @param automation whether the controller's own automation (LCM, BWoD, circuit-style) created it
 */
public record LivePolicy(SteeringKey key, @Nullable SegmentId bindingSid, boolean automation, List<LivePath> paths) {

    public record LivePath(int preference, boolean up, boolean active, List<LiveList> lists) {}

    public record LiveList(int weight, List<SegmentId> sids) {}

    public Optional<LivePath> path(int preference) {
        return paths.stream().filter(p -> p.preference() == preference).findFirst();
    }

    /** Preference of the active path, absent when the policy is down. */
    public @Nullable Integer activePreference() {
        return paths.stream()
                .filter(LivePath::active)
                .map(LivePath::preference)
                .findFirst()
                .orElse(null);
    }

    /** Whether the candidate is in the network as configured: up, with its lists at their weights. */
    public boolean shows(CandidatePathConfig wanted) {
        return path(wanted.preference())
                .filter(LivePath::up)
                .filter(path -> sameLists(path.lists(), wanted))
                .isPresent();
    }

    /** Whether the candidate is the one that carries the traffic. */
    public boolean active(CandidatePathConfig wanted) {
        return path(wanted.preference()).filter(LivePath::active).isPresent();
    }

    /** Whether a path has the candidate's lists; the weight of a single one means nothing. */
    public static boolean sameLists(List<LiveList> live, CandidatePathConfig wanted) {
        if (wanted.lists().size() == 1) {
            return live.size() == 1
                    && live.getFirst().sids().equals(wanted.lists().getFirst().sids());
        }
        var shown = new TreeMap<String, Integer>();
        live.forEach(list -> shown.put(list.sids().toString(), list.weight()));
        var meant = new TreeMap<String, Integer>();
        wanted.lists().forEach(list -> meant.put(list.sids().toString(), list.weight()));
        return live.size() == wanted.lists().size() && shown.equals(meant);
    }
}
