package io.cemfleet.traffic.a2a;

import io.cemfleet.a2a.contract.WhatIf;
import io.cemfleet.network.topology.Link;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.runtime.problem.FieldProblem;
import io.cemfleet.runtime.problem.ProblemException;
import io.cemfleet.traffic.demand.DemandKey;
import io.cemfleet.traffic.whatif.WhatIfChange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses a request into a what-if change; names that the network does not have are refused with the field's name. */
final class WhatIfRequestParser {
    private final NetworkTopology topology;
    private final List<FieldProblem> problems = new ArrayList<>();

    private WhatIfRequestParser(NetworkTopology topology) {
        this.topology = topology;
    }

    /** @throws ProblemException 422 naming each field that does not fit the network */
    static WhatIfChange of(NetworkTopology topology, WhatIf.Request request) {
        WhatIfRequestParser questions = new WhatIfRequestParser(topology);
        WhatIfChange question = questions.question(request);
        if (!questions.problems.isEmpty()) {
            throw ProblemException.unprocessable("the network does not have what is asked about", questions.problems);
        }
        return question;
    }

    private WhatIfChange question(WhatIf.Request request) {
        Set<String> links = new HashSet<>();
        Set<String> nodes = new HashSet<>();
        WhatIf.AssumedFailure failed = request.failed();
        if (failed != null) {
            known("failed.links", failed.links(), topology::link).forEach(link -> links.add(link.id()));
            known("failed.nodes", failed.nodes(), topology::router).forEach(router -> nodes.add(router.id()));
            known("failed.srlgs", failed.srlgs(), this::sharing)
                    .forEach(together -> together.forEach(link -> links.add(link.id())));
        }
        List<WhatIfChange.DemandShift> shifts = new ArrayList<>();
        List<WhatIf.AssumedShift> asked = request.shifts() == null ? List.of() : request.shifts();
        for (int i = 0; i < asked.size(); i++) {
            shifts.add(shift("shifts[" + i + "]", asked.get(i)));
        }
        return new WhatIfChange(links, nodes, shifts);
    }

    private <N, T> List<T> known(
            String field, @Nullable List<N> names, java.util.function.Function<N, Optional<T>> find) {
        List<T> found = new ArrayList<>();
        List<N> asked = names == null ? List.of() : names;
        for (int i = 0; i < asked.size(); i++) {
            Optional<T> one = find.apply(asked.get(i));
            if (one.isEmpty()) {
                problems.add(new FieldProblem(field + "[" + i + "]", asked.get(i) + " is not in the topology"));
            }
            one.ifPresent(found::add);
        }
        return found;
    }

    private Optional<List<Link>> sharing(Long srlg) {
        List<Link> links = srlg < 0 || srlg > Integer.MAX_VALUE ? List.of() : topology.linksWithSrlg(srlg.intValue());
        return links.isEmpty() ? Optional.empty() : Optional.of(links);
    }

    private WhatIfChange.DemandShift shift(String field, WhatIf.AssumedShift shift) {
        known(field + ".head_end", List.of(shift.headEnd()), topology::router);
        known(field + ".end_point", List.of(shift.endPoint()), topology::router);
        if (!(shift.demandMbps() >= 0)) {
            problems.add(new FieldProblem(field + ".demand_mbps", "must be 0 or more"));
        }
        List<LinkDirection> way = new ArrayList<>();
        String here = shift.headEnd();
        for (int i = 0; i < shift.links().size(); i++) {
            Optional<LinkDirection> next = topology.direction(shift.links().get(i), here);
            if (next.isEmpty()) {
                problems.add(new FieldProblem(
                        field + ".links[" + i + "]", shift.links().get(i) + " does not lead on from " + here));
                break;
            }
            way.add(next.get());
            here = next.get().to();
        }
        if (!way.isEmpty() && way.size() == shift.links().size() && !here.equals(shift.endPoint())) {
            problems.add(new FieldProblem(field + ".links", "they end at " + here));
        }
        return new WhatIfChange.DemandShift(
                new DemandKey(shift.headEnd(), shift.endPoint(), shift.color()), way, shift.demandMbps());
    }
}
