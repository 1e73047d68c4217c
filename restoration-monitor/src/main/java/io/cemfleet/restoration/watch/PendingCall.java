package io.cemfleet.restoration.watch;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The shift or deletion that tunnel-provisioning has not carried out yet. It is sent in rounds of one or more waves; a
 * round ends when each of its tunnels was tried once.
 *
 * @param attempts rounds that failed
 * @param unansweredSince since when it is left without an answer
 * @param reported whether it was reported that it is stuck
 * @param requested all tunnels of the request, also those for which it is carried out; empty where it is for all that
 *     return
 * @param troubles of the tunnels that were tried in the present round in vain
 */
public record PendingCall(
        int attempts,
        @Nullable Instant unansweredSince,
        @JsonProperty("held_told") boolean reported,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Set<String> requested,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, CallTrouble> troubles) {

    /** No call was tried. */
    public static final PendingCall NONE = new PendingCall(0, null, false);

    public PendingCall {
        requested = Set.copyOf(Objects.requireNonNullElse(requested, Set.of()));
        troubles = Map.copyOf(Objects.requireNonNullElse(troubles, Map.of()));
    }

    /** Between two rounds, of a request for all that return. */
    public PendingCall(int attempts, @Nullable Instant unansweredSince, boolean reported) {
        this(attempts, unansweredSince, reported, Set.of(), Map.of());
    }

    /** A request for these tunnels, not tried yet. */
    public static PendingCall of(Set<String> requested) {
        return new PendingCall(0, null, false, requested, Map.of());
    }

    /** The same request; what of it is not left was carried out and reported. */
    public PendingCall left(Set<String> left) {
        return new PendingCall(attempts, unansweredSince, reported, left, troubles);
    }

    /** The same request, not tried yet. */
    PendingCall untried() {
        return of(requested);
    }

    /**
     * Whether each tunnel is tried in a wave of its own: where whole waves stay unanswered, a single one of their
     * tunnels may be why.
     */
    boolean oneByOne() {
        return reported && unansweredSince != null;
    }

    /** The tunnel was tried in vain; the round goes on with the others. */
    public PendingCall troubled(String tunnel, CallTrouble trouble) {
        Map<String, CallTrouble> all = new TreeMap<>(troubles);
        all.put(tunnel, trouble);
        return new PendingCall(attempts, unansweredSince, reported, requested, all);
    }

    /** What counts of the present round's troubles; empty where there is none. */
    public Optional<CallTrouble> trouble() {
        return new TreeMap<>(troubles).values().stream().min(Comparator.comparing(CallTrouble::kind));
    }

    /** The round ends: the next one is a new attempt. */
    public PendingCall failedOnce() {
        return new PendingCall(attempts + 1, null, reported, requested, Map.of());
    }

    /** The round ends, and whether tunnel-provisioning did it is not known: the next one repeats it. */
    public PendingCall unanswered(Instant now) {
        Instant since = unansweredSince == null ? now : unansweredSince;
        return new PendingCall(attempts, since, reported, requested, Map.of());
    }

    public PendingCall reportedStuck() {
        return new PendingCall(attempts, unansweredSince, true, requested, troubles);
    }
}
