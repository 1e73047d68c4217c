package io.cemfleet.impact.a2a;

import io.cemfleet.a2a.contract.QueryServices;
import io.cemfleet.a2a.inbox.TaskContext;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.AnswerMemory;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.impact.assess.ImpactAssessor;
import io.cemfleet.impact.network.NetworkStateReader;
import io.cemfleet.impact.network.ServiceNetworkState;
import io.cemfleet.impact.tier.TierClassifier;
import io.cemfleet.network.service.VpnService;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** Answers {@code query_services}: services that match all filters, at most 200. */
@Component
class QueryServicesHandler implements TaskHandler<QueryServices.Request, QueryServices.Result> {

    private static final int MOST = 200;

    private final NetworkStateReader reader;
    private final ImpactAssessor assessor;
    private final TierClassifier tiers;
    private final ServiceViews views;

    QueryServicesHandler(NetworkStateReader reader, ImpactAssessor assessor, TierClassifier tiers, ServiceViews views) {
        this.reader = reader;
        this.assessor = assessor;
        this.tiers = tiers;
        this.views = views;
    }

    @Override
    public TaskType<QueryServices.Request, QueryServices.Result> type() {
        return QueryServices.TYPE;
    }

    @Override
    public AnswerMemory memory() {
        return AnswerMemory.NONE;
    }

    @Override
    public TaskReply<QueryServices.Result> handle(TaskContext context, QueryServices.Request request) {
        int limit = Math.clamp(Optional.ofNullable(request.limit()).orElse(MOST), 0, MOST);
        return NetworkStateAccess.on(
                reader.recent(),
                state -> TaskReply.completed(new QueryServices.Result(state.services().stream()
                        .filter(wanted(state, request))
                        .limit(limit)
                        .map(views::of)
                        .toList())));
    }

    private Predicate<VpnService> wanted(ServiceNetworkState state, QueryServices.Request request) {
        Predicate<VpnService> wanted = service -> true;
        var customer = request.customer();
        if (customer != null) {
            var part = customer.toLowerCase(Locale.ROOT);
            wanted = wanted.and(
                    service -> service.customer().toLowerCase(Locale.ROOT).contains(part));
        }
        var tier = request.slaTier();
        if (tier != null) {
            wanted = wanted.and(service -> tiers.of(service) == tier);
        }
        var node = request.node();
        if (node != null) {
            wanted = wanted.and(service -> service.node(node).isPresent());
        }
        var link = request.link();
        if (link != null) {
            var riders = assessor.servicesOn(state, link);
            wanted = wanted.and(service -> riders.contains(service.vpnId()));
        }
        return wanted;
    }
}
