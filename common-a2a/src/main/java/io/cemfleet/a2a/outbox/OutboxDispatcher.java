package io.cemfleet.a2a.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.client.A2aClient;
import io.cemfleet.a2a.client.BatchOutcome;
import io.cemfleet.a2a.client.TaskOutcome;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.BatchedTask;
import io.cemfleet.a2a.message.TaskBatch;
import io.cemfleet.a2a.settings.A2aSettings;
import io.cemfleet.runtime.schedule.ClaimingDispatcher;
import io.cemfleet.runtime.trace.TraceContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers messages: woken by commits, and by a poll for messages that were left behind. What waits for one destination
 * goes in one request: the first messages of its lanes, and those behind them. A message that fails for a reason of its
 * own becomes a dead letter, and its lane goes on; for a destination that is unavailable to all, the dispatcher waits.
 */
public final class OutboxDispatcher extends ClaimingDispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxDispatcher.class);
    /** How long a request that is under way may take before it is cut off, and repeated after the next start. */
    private static final Duration STOP = Duration.ofSeconds(3);

    private final OutboxStore store;
    private final OutboxSettler settler;
    private final A2aClient client;
    private final Duration lease;
    private final Supplier<Stream<DeliveryListener>> listeners;
    private final DestinationCapacity destinations;
    private final DeliveryJudge judge;

    public OutboxDispatcher(
            OutboxStore store,
            OutboxSettler settler,
            A2aClient client,
            A2aSettings.OutboxSettings settings,
            Supplier<Stream<DeliveryListener>> listeners) {
        super("Messages of the outbox", settings.pollInterval(), STOP);
        this.store = store;
        this.settler = settler;
        this.client = client;
        this.lease = settings.lease();
        this.listeners = listeners;
        this.destinations = new DestinationCapacity(store.clock());
        this.judge = new DeliveryJudge(destinations, settings, store.clock());
    }

    @Override
    protected boolean claim(Executor threads) {
        Map<AgentName, Integer> room = destinations.room();
        if (room.isEmpty()) {
            return true;
        }
        Map<AgentName, List<OutboxMessage>> heads = new EnumMap<>(AgentName.class);
        List<MessageSettlement> unreadable = new ArrayList<>();
        for (ClaimedMessage claimed : store.claimHeads(room, lease)) {
            switch (claimed) {
                case ClaimedMessage.Ready ready ->
                    heads.computeIfAbsent(ready.message().destination(), name -> new ArrayList<>())
                            .add(ready.message());
                case ClaimedMessage.Unreadable row -> unreadable.add(judge.unreadable(row));
            }
        }
        heads.forEach((destination, first) -> {
            int most = room.getOrDefault(destination, 1);
            serve(destination, first, most, threads);
            if (first.size() == most) {
                wake();
            }
        });
        settle(unreadable);
        return !heads.isEmpty() || !unreadable.isEmpty() || store.anyWaiting();
    }

    private void serve(AgentName destination, List<OutboxMessage> heads, int most, Executor threads) {
        destinations.begin(destination);
        threads.execute(() -> {
            try {
                settle(delivered(destination, heads, most));
            } catch (RuntimeException e) {
                LOG.warn("messages to {} wait for the end of their lease", destination.wire(), e);
            } finally {
                if (destinations.end(destination)) {
                    wake();
                }
            }
        });
    }

    private void settle(List<MessageSettlement> settlements) {
        if (settlements.isEmpty()) {
            return;
        }
        boolean more = settler.settle(settlements);
        if (more || settlements.stream().anyMatch(OutboxDispatcher::isDueAtOnce)) {
            wake();
        }
    }

    private static boolean isDueAtOnce(MessageSettlement settlement) {
        return settlement instanceof MessageSettlement.Postponed postponed
                && postponed.delay().isZero();
    }

    private List<MessageSettlement> delivered(AgentName destination, List<OutboxMessage> heads, int most) {
        List<MessageSettlement> settled = new ArrayList<>();
        List<OutboxMessage> messages = new ArrayList<>();
        for (ClaimedMessage claimed : store.withFollowing(heads, most)) {
            switch (claimed) {
                case ClaimedMessage.Ready ready -> messages.add(ready.message());
                case ClaimedMessage.Unreadable row -> settled.add(judge.unreadable(row));
            }
        }
        settled.addAll(messages.size() == 1 ? List.of(alone(messages.getFirst())) : together(destination, messages));
        return settled;
    }

    private MessageSettlement alone(OutboxMessage message) {
        TraceContext trace = TraceContext.parse(message.traceparent()).orElseGet(TraceContext::fresh);
        try (var scope = trace.open();
                var incident = TraceContext.LoggingScope.put(
                        TraceContext.INCIDENT_ID, message.request().incidentId())) {
            TaskOutcome<JsonNode> outcome = client.deliver(message.destination(), message.request());
            if (!(outcome instanceof TaskOutcome.Unreachable<?>)) {
                destinations.judged(message.destination());
            }
            return settled(message, outcome);
        } catch (RuntimeException e) {
            return notHandled(message, e);
        }
    }

    private List<MessageSettlement> together(AgentName destination, List<OutboxMessage> messages) {
        return switch (outcome(destination, messages)) {
            case BatchOutcome.Judged judged -> {
                destinations.judged(destination);
                yield settled(messages, judged.outcomes());
            }
            case BatchOutcome.NotSupported older -> {
                destinations.takesNoBatches(destination);
                yield firstOfLanes(messages).map(judge::released).toList();
            }
            case BatchOutcome.Rejected rejected -> {
                LOG.warn(
                        "{} messages to {} go in smaller requests: {}",
                        messages.size(),
                        destination.wire(),
                        rejected.reason());
                destinations.rejected(destination, messages.size());
                yield firstOfLanes(messages).map(judge::released).toList();
            }
            case BatchOutcome.Unreachable gone -> {
                destinations.unanswered(destination, messages.size());
                yield firstOfLanes(messages)
                        .map(message -> judge.later(message, gone.reason(), null))
                        .toList();
            }
        };
    }

    private BatchOutcome outcome(AgentName destination, List<OutboxMessage> messages) {
        try {
            return client.deliver(
                    destination,
                    new TaskBatch(messages.stream()
                            .map(message -> new BatchedTask(message.request(), message.traceparent()))
                            .toList()));
        } catch (RuntimeException e) {
            return new BatchOutcome.Rejected(e.toString());
        }
    }

    /** Lane by lane, up to the first message that stays: those behind it are sent again after it. */
    private List<MessageSettlement> settled(
            List<OutboxMessage> messages, List<Optional<TaskOutcome<JsonNode>>> outcomes) {
        List<MessageSettlement> settled = new ArrayList<>();
        boolean held = false;
        for (int i = 0; i < messages.size(); i++) {
            OutboxMessage message = messages.get(i);
            held = held && !isFirstOfLane(messages, i);
            if (!held) {
                MessageSettlement settlement = outcomes.get(i)
                        .map(outcome -> settled(message, outcome))
                        .orElseGet(() -> judge.later(message, "it was not run", null));
                settled.add(settlement);
                held = settlement instanceof MessageSettlement.Postponed;
            }
        }
        return settled;
    }

    private MessageSettlement settled(OutboxMessage message, TaskOutcome<JsonNode> outcome) {
        try {
            if (outcome instanceof TaskOutcome.Done<JsonNode> done) {
                listeners.get().forEach(listener -> listener.delivered(message.request(), done.result()));
            }
            return judge.settlement(message, outcome);
        } catch (RuntimeException e) {
            return notHandled(message, e);
        }
    }

    private MessageSettlement notHandled(OutboxMessage message, RuntimeException e) {
        LOG.warn(
                "message {} to {} could not be handled",
                message.request().taskType(),
                message.destination().wire(),
                e);
        return judge.failed(message, e.toString());
    }

    private static Stream<OutboxMessage> firstOfLanes(List<OutboxMessage> messages) {
        return IntStream.range(0, messages.size())
                .filter(i -> isFirstOfLane(messages, i))
                .mapToObj(messages::get);
    }

    private static boolean isFirstOfLane(List<OutboxMessage> messages, int i) {
        return i == 0 || !messages.get(i).lane().equals(messages.get(i - 1).lane());
    }
}
