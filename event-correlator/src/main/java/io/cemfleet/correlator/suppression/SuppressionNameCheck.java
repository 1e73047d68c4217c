package io.cemfleet.correlator.suppression;

import io.cemfleet.correlator.alert.FieldLimits;
import io.cemfleet.correlator.network.NetworkNames;
import io.cemfleet.correlator.network.NetworkSnapshotCache;
import io.cemfleet.runtime.problem.FieldProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Checks the names in a silence against the network: a name that matches nothing would silence nothing. */
@Component
class SuppressionNameCheck {
    private static final String NOT_COMPARED =
            "no topology is loaded yet, so the names of links and nodes could not be compared with it";
    private static final int MOST = 20;

    private final NetworkSnapshotCache network;

    SuppressionNameCheck(NetworkSnapshotCache network) {
        this.network = network;
    }

    /** The problems of these names, at most 20; empty when each is known, or none can be checked. */
    List<FieldProblem> problems(List<String> links, List<String> nodes) {
        Optional<NetworkNames> known = network.names();
        List<FieldProblem> problems = new ArrayList<>();
        check("links", links, link -> known.flatMap(names -> names.unknownLink(link)), problems);
        check("nodes", nodes, node -> known.flatMap(names -> names.unknownNode(node)), problems);
        return problems;
    }

    private static void check(
            String field, List<String> names, Function<String, Optional<String>> unknown, List<FieldProblem> problems) {
        for (int i = 0; i < names.size() && problems.size() < MOST; i++) {
            String path = field + '[' + i + ']';
            String name = names.get(i);
            if (name.isBlank()) {
                problems.add(new FieldProblem(path, "must not be blank"));
            } else if (name.length() > FieldLimits.NAME) {
                problems.add(new FieldProblem(path, "must not be longer than " + FieldLimits.NAME + " characters"));
            } else {
                unknown.apply(name).ifPresent(message -> problems.add(new FieldProblem(path, message)));
            }
        }
    }

    List<String> warnings() {
        return network.names().isPresent() ? List.of() : List.of(NOT_COMPARED);
    }
}
