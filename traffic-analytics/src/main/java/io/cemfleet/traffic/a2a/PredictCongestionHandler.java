package io.cemfleet.traffic.a2a;

import io.cemfleet.a2a.contract.PredictCongestion;
import io.cemfleet.a2a.contract.PredictCongestion.Request;
import io.cemfleet.a2a.contract.PredictCongestion.Result;
import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.AnswerMemory;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.cnc.topology.TopologyHolder;
import io.cemfleet.network.topology.Link;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.runtime.problem.FieldProblem;
import io.cemfleet.runtime.problem.ProblemException;
import io.cemfleet.traffic.TrafficSettings;
import io.cemfleet.traffic.forecast.DirectionForecast;
import io.cemfleet.traffic.watch.LinkForecast;
import io.cemfleet.traffic.watch.LinkForecasts;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Answers {@code predict_congestion}: a forecast per link, of its graver direction. The forecast of a link without
 * samples is unknown.
 */
@Component
class PredictCongestionHandler implements TaskHandler<Request, Result> {
    private final LinkForecasts outlooks;
    private final TopologyHolder topologies;
    private final TrafficSettings settings;
    private final Clock clock;

    PredictCongestionHandler(LinkForecasts outlooks, TopologyHolder topologies, TrafficSettings settings, Clock clock) {
        this.outlooks = outlooks;
        this.topologies = topologies;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public TaskType<Request, Result> type() {
        return PredictCongestion.TYPE;
    }

    @Override
    public AnswerMemory memory() {
        return AnswerMemory.NONE;
    }

    @Override
    public TaskReply<Result> handle(TaskContext context, Request request) {
        Integer asked = request.horizonMinutes();
        Duration horizon =
                Duration.ofMinutes(asked == null ? settings.forecast().horizonMinutes() : asked);
        Map<String, LinkForecast> found = outlooks.of(clock.instant(), horizon);
        return TaskReply.completed(new Result(wanted(request.links(), found.keySet()).stream()
                .map(link -> wire(link, found.get(link)))
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

    private static PredictCongestion.Forecast wire(String link, @Nullable LinkForecast known) {
        DirectionForecast outlook = known == null ? DirectionForecast.UNKNOWN : known.outlook();
        return new PredictCongestion.Forecast(
                link, outlook.utilisation(), outlook.predicted(), outlook.probability(), outlook.expectedAt());
    }
}
