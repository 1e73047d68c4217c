package io.cemfleet.orchestrator.a2a;

import io.cemfleet.a2a.client.A2aClient;
import io.cemfleet.a2a.client.TaskCall;
import io.cemfleet.a2a.client.TaskOutcome;
import io.cemfleet.a2a.contract.FindIncidents;
import io.cemfleet.a2a.contract.GetTopology;
import io.cemfleet.a2a.contract.QueryFailureCode;
import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.AnswerMemory;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.orchestrator.store.IncidentSearch;
import io.cemfleet.orchestrator.view.IncidentViewAssembler;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Addresses are those of routers; the topology maps them to nodes. */
@Component
class FindIncidentsHandler implements TaskHandler<FindIncidents.Request, FindIncidents.Result> {
    private final IncidentSearch search;
    private final IncidentViewAssembler views;
    private final A2aClient client;

    FindIncidentsHandler(IncidentSearch search, IncidentViewAssembler views, A2aClient client) {
        this.search = search;
        this.views = views;
        this.client = client;
    }

    @Override
    public TaskType<FindIncidents.Request, FindIncidents.Result> type() {
        return FindIncidents.TYPE;
    }

    @Override
    public AnswerMemory memory() {
        return AnswerMemory.NONE;
    }

    @Override
    public TaskReply<FindIncidents.Result> handle(TaskContext context, FindIncidents.Request wanted) {
        Set<String> nodes = new TreeSet<>(wanted.nodes() == null ? List.of() : wanted.nodes());
        List<String> addresses = wanted.ipAddresses();
        if (addresses != null && !addresses.isEmpty()) {
            switch (client.call(GetTopology.TYPE, TaskCall.query(new GetTopology.Request(null)))) {
                case TaskOutcome.Done<GetTopology.Result>(var topology) -> {
                    nodes.addAll(addresses);
                    topology.nodes().stream()
                            .filter(node -> addresses.contains(node.routerId()))
                            .forEach(node -> nodes.add(node.id()));
                }
                case TaskOutcome.Failed<?>(var error) -> {
                    return unresolved(error.message());
                }
                case TaskOutcome.Refused<?> refused -> {
                    return unresolved(refused.detail());
                }
                case TaskOutcome.Unreachable<?> gone -> {
                    return unresolved(gone.reason());
                }
                case TaskOutcome.Accepted<?> later -> {
                    return unresolved("the topology is not to be had");
                }
            }
        }
        return TaskReply.completed(new FindIncidents.Result(
                search.find(wanted, nodes).stream().map(views::found).toList()));
    }

    /** An address that cannot be resolved is an error: an empty answer would be read as "no incident". */
    private static TaskReply<FindIncidents.Result> unresolved(String why) {
        return TaskReply.failed(
                QueryFailureCode.TOPOLOGY_UNAVAILABLE.wire(), "addresses cannot be resolved: " + why, true);
    }
}
