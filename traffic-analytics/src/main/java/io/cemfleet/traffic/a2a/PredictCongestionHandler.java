package io.cemfleet.traffic.a2a;

import io.cemfleet.a2a.config.TimeScale;
import io.cemfleet.a2a.contract.PredictCongestion;
import io.cemfleet.a2a.contract.PredictCongestion.Request;
import io.cemfleet.a2a.contract.PredictCongestion.Result;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.problem.FieldProblem;
import io.cemfleet.a2a.problem.ProblemException;
import io.cemfleet.a2a.server.Memory;
import io.cemfleet.a2a.server.TaskContext;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.cnc.topology.Link;
import io.cemfleet.cnc.topology.NetworkTopology;
import io.cemfleet.cnc.topology.TopologyHolder;
import io.cemfleet.traffic.TrafficSettings;
import io.cemfleet.traffic.forecast.Outlook;
import io.cemfleet.traffic.forecast.Point;
import io.cemfleet.traffic.sample.LinkSample;
import io.cemfleet.traffic.sample.SampleStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Forecasts per link, of its graver direction. A link without samples has an answer too: that nothing is known. */
@Component
class PredictCongestionHandler implements TaskHandler<Request, Result> {
    /** Readings that may fail in a row before the newest sample is no longer the present. */
    private static final int GAPS = 3;

    private final SampleStore store;
    private final TopologyHolder topologies;
    private final TrafficSettings settings;
    private final TimeScale scale;
    private final Clock clock;

    PredictCongestionHandler(
            SampleStore store, TopologyHolder topologies, TrafficSettings settings, TimeScale scale, Clock clock) {
        this.store = store;
        this.topologies = topologies;
        this.settings = settings;
        this.scale = scale;
        this.clock = clock;
    }

    @Override
    public TaskType<Request, Result> type() {
        return PredictCongestion.TYPE;
    }

    @Override
    public Memory memory() {
        return Memory.NONE;
    }

    @Override
    public TaskReply<Result> handle(TaskContext context, Request request) {
        Instant now = clock.instant();
        Duration every = scale.of(settings.collectEvery());
        int samples = settings.forecast().samples();
        var history = store.history(now.minus(every.multipliedBy(2L * samples)), samples);
        Integer asked = request.horizonMinutes();
        Outlook.Ask ask = new Outlook.Ask(
                now,
                Duration.ofMinutes(asked == null ? settings.forecast().horizonMinutes() : asked),
                every.multipliedBy(GAPS),
                settings.forecast().threshold(),
                settings.forecast().minimum());
        Map<String, Outlook> outlooks = new TreeMap<>();
        history.forEach((direction, points) ->
                outlooks.merge(direction.linkId(), Outlook.of(points(points), ask), Outlook::graver));
        return TaskReply.completed(new Result(wanted(request.links(), outlooks.keySet()).stream()
                .map(link -> wire(link, outlooks.getOrDefault(link, Outlook.UNKNOWN)))
                .toList()));
    }

    private List<String> wanted(@Nullable List<String> asked, Set<String> sampled) {
        Set<String> known = new TreeSet<>(sampled);
        topologies.newest().map(NetworkTopology::links).stream()
                .flatMap(List::stream)
                .map(Link::id)
                .forEach(known::add);
        if (asked == null || asked.isEmpty()) {
            return List.copyOf(known);
        }
        List<FieldProblem> problems = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            if (!known.contains(asked.get(i))) {
                problems.add(new FieldProblem("links[" + i + "]", "no link is called so"));
            }
        }
        if (!problems.isEmpty()) {
            throw ProblemException.unprocessable("links are not known", problems);
        }
        return asked.stream().distinct().toList();
    }

    private static List<Point> points(List<LinkSample> samples) {
        return samples.stream()
                .map(sample -> new Point(sample.measuredAt(), sample.utilisation()))
                .toList();
    }

    private static PredictCongestion.Forecast wire(String link, Outlook outlook) {
        return new PredictCongestion.Forecast(
                link, outlook.utilisation(), outlook.predicted(), outlook.probability(), outlook.expectedAt());
    }
}
