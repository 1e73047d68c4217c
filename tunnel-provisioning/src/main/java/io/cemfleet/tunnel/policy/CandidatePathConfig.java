package io.cemfleet.tunnel.policy;

import io.cemfleet.a2a.contract.SegmentId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tunnel as it is to be configured: one candidate path over one or two weighted SID lists. A list without weight is
 * absent.
 */
public record CandidatePathConfig(
        String tunnelId, SteeringKey key, @Nullable SegmentId bindingSid, int preference, List<WeightedSidList> lists) {

    /** @param weight in percent */
    public record WeightedSidList(String name, int weight, List<SegmentId> sids) {
        public WeightedSidList {
            sids = List.copyOf(sids);
        }
    }

    public CandidatePathConfig {
        lists = List.copyOf(lists);
    }

    /** The configuration that the network should have for the tunnel. */
    public static CandidatePathConfig of(Tunnel tunnel) {
        var lists = new ArrayList<WeightedSidList>();
        var weights = tunnel.placement().weights();
        if (weights.protection() > 0) {
            lists.add(new WeightedSidList(
                    tunnel.protectionList(),
                    weights.protection(),
                    tunnel.plan().path().sids()));
        }
        if (weights.original() > 0) {
            lists.add(new WeightedSidList(
                    tunnel.originalList(),
                    weights.original(),
                    tunnel.plan().original().sids()));
        }
        return new CandidatePathConfig(
                tunnel.tunnelId(),
                tunnel.key(),
                tunnel.bindingSid(),
                tunnel.placement().preference(),
                lists);
    }

    /** The configuration that the network should have after the write that was begun; empty when none was. */
    public static Optional<CandidatePathConfig> intended(Tunnel tunnel) {
        return Optional.ofNullable(tunnel.ledger().intended())
                .map(begun -> of(
                        tunnel.following(begun.plan()).onLists(begun.sidLists()).at(begun.placement())));
    }

    /** The weight of a list by its name, 0 when it is absent. */
    public int weightOf(String list) {
        return lists.stream()
                .filter(l -> l.name().equals(list))
                .mapToInt(WeightedSidList::weight)
                .sum();
    }

    /** Those of the names that are none of its SID lists. */
    public List<String> unused(Collection<String> names) {
        return names.stream()
                .filter(name -> lists.stream().noneMatch(list -> list.name().equals(name)))
                .toList();
    }

    /**
     * Whether both use one SID list name for different segments, so that writing this one would rewrite a list of the
     * other.
     */
    public boolean rewrites(CandidatePathConfig other) {
        return lists.stream().anyMatch(list -> other.lists.stream()
                .anyMatch(there ->
                        there.name().equals(list.name()) && !there.sids().equals(list.sids())));
    }

    /** The highest number in its SID lists' names, 0 where none has one. */
    public int highestNumber() {
        return lists.stream()
                .mapToInt(list -> SidListName.number(tunnelId, list.name()).orElse(0))
                .max()
                .orElse(0);
    }
}
