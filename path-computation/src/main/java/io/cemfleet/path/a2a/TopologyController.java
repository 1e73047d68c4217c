package io.cemfleet.path.a2a;

import io.cemfleet.a2a.contract.GetTopology;
import io.cemfleet.runtime.problem.ProblemException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/topology}: the graph for operators and maps. */
@RestController
class TopologyController {

    private static final Duration RETRY = Duration.ofSeconds(5);

    private final TopologyView view;

    TopologyController(TopologyView view) {
        this.view = view;
    }

    @GetMapping("/api/topology")
    GetTopology.Result topology(@RequestParam(required = false) @Nullable String version) {
        if (version == null) {
            return view.newest()
                    .orElseThrow(() -> ProblemException.later(HttpStatus.SERVICE_UNAVAILABLE, view.reason(), RETRY));
        }
        return view.version(version)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "this version is not kept"));
    }
}
