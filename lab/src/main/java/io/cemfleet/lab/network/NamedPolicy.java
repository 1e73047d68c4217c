package io.cemfleet.lab.network;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A policy as configured. Several with the same head-end, end-point and colour form one SR policy with all their
 * candidate paths.
 *
 * @param name as NSO knows it (or the path name of a COE operation)
 * @param headEnds ids of its head-end routers, usually one
 * @param endPoint id of the router it ends at
 * @param color from 1
 * @param bindingSid explicit label, or null: the head-end chooses
 * @param paths candidate paths, at least one
 * @param origin its creator
 */
public record NamedPolicy(
        String name,
        List<String> headEnds,
        String endPoint,
        int color,
        @Nullable Integer bindingSid,
        List<CandidatePath> paths,
        Origin origin) {

    public NamedPolicy {
        headEnds = List.copyOf(headEnds);
        paths = List.copyOf(paths);
    }

    /** The creator of a policy: router configuration through NSO, or the controller by PCEP. */
    public enum Origin {
        NSO,
        PCE
    }
}
