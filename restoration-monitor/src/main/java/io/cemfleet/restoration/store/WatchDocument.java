package io.cemfleet.restoration.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.restoration.watch.MonitoringTask;
import io.cemfleet.restoration.watch.OriginalPathStatus;
import io.cemfleet.restoration.watch.PendingCall;
import io.cemfleet.restoration.watch.WatchCore;
import io.cemfleet.restoration.watch.WatchStage;
import io.cemfleet.restoration.watch.WatchState;
import io.cemfleet.restoration.watch.WatchedTunnels;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of a watch: one flat object with the members of all states, so that every version of the agent reads
 * every row. Members that a state does not have are stored empty, 0 or false.
 */
final class WatchDocument {
    private final ObjectMapper mapper;

    /** The members that belong to none of the parts that the states are made of. */
    private record StateMembers(
            WatchStage stage,
            long version,
            int relapses,
            @Nullable Map<String, Double> carried,
            int cutoverStage,
            List<String> relapsedOn,
            @Nullable Instant holdUntil) {

        StateMembers {
            relapsedOn = Objects.requireNonNullElse(relapsedOn, List.of());
        }
    }

    WatchDocument(ObjectMapper mapper) {
        this.mapper = mapper.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /** @param version that the row gets */
    String write(WatchState watch, long version) {
        WatchCore core = watch.core();
        Instant begunAt = core.task().begunAt();
        StateMembers members = new StateMembers(
                watch.stage(),
                version,
                core.relapses(),
                core.carried(),
                cutoverStage(watch),
                watch instanceof WatchState.BringingBack back ? back.relapsedOn() : List.of(),
                watch instanceof WatchState.Holding holding ? holding.holdUntil() : null);
        ObjectNode document = mapper.createObjectNode();
        for (Object part : List.of(
                core.task(),
                core.tunnels(),
                members,
                watch instanceof WatchState.Active active ? active.paths() : OriginalPathStatus.from(begunAt),
                watch instanceof WatchState.Calling<?> calling ? calling.call() : PendingCall.NONE)) {
            document.setAll(mapper.<ObjectNode>valueToTree(part));
        }
        return document.toString();
    }

    WatchState read(String json) {
        try {
            return read(mapper.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored watch cannot be read", e);
        }
    }

    private WatchState read(JsonNode document) throws JsonProcessingException {
        StateMembers members = mapper.treeToValue(document, StateMembers.class);
        OriginalPathStatus paths = mapper.treeToValue(document, OriginalPathStatus.class);
        PendingCall call = mapper.treeToValue(document, PendingCall.class);
        WatchCore core = new WatchCore(
                mapper.treeToValue(document, MonitoringTask.class),
                mapper.treeToValue(document, WatchedTunnels.class),
                members.relapses(),
                members.carried(),
                members.version());
        return switch (members.stage()) {
            case WATCHING -> watching(core, paths, members, call);
            case HOLDING -> holding(core.nonReturning(), paths, members.holdUntil());
            case CUTTING_OVER -> new WatchState.CuttingOver(core, paths, members.cutoverStage(), call);
            case CLEANING_UP -> new WatchState.CleaningUp(core, paths, members.cutoverStage(), call);
            case RESTORED -> new WatchState.Restored(core);
            case CLEANUP_FAILED -> new WatchState.CleanupFailed(core, members.cutoverStage());
            case CANCELED -> new WatchState.Canceled(core);
        };
    }

    /** Where traffic may have left its tunnels it goes back first. */
    private static WatchState watching(
            WatchCore core, OriginalPathStatus paths, StateMembers members, PendingCall call) {
        List<String> relapsedOn = members.relapsedOn();
        if (relapsedOn.isEmpty() && core.tunnels().allProtected()) {
            return new WatchState.Watching(core.nonReturning(), paths);
        }
        return core.tunnels().traffic().moving().isEmpty()
                ? WatchState.BringingBack.of(core, paths, relapsedOn, members.cutoverStage())
                : new WatchState.BringingBack(core, paths, relapsedOn, members.cutoverStage(), call);
    }

    /** A hold timer that was lost has not expired: the samples start again. */
    private static WatchState holding(WatchCore core, OriginalPathStatus paths, @Nullable Instant holdUntil) {
        return holdUntil == null
                ? new WatchState.Watching(core, paths.startAgain())
                : new WatchState.Holding(core, paths, holdUntil);
    }

    private static int cutoverStage(WatchState watch) {
        return switch (watch) {
            case WatchState.Calling<?> calling -> calling.cutoverStage();
            case WatchState.CleanupFailed failed -> failed.cutoverStage();
            case WatchState.Watching watching -> 0;
            case WatchState.Holding holding -> 0;
            case WatchState.Restored restored -> 0;
            case WatchState.Canceled canceled -> 0;
        };
    }
}
