package io.cemfleet.tunnel.a2a;

import io.cemfleet.runtime.problem.ProblemException;
import io.cemfleet.tunnel.reconcile.ReconciliationRun;
import io.cemfleet.tunnel.reconcile.ReconciliationStore;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The last comparison of own tunnels with the network. */
@RestController
final class ReconciliationController {
    private final ReconciliationStore store;

    ReconciliationController(ReconciliationStore store) {
        this.store = store;
    }

    @GetMapping("/api/tunnels/reconciliation")
    ReconciliationRun last() {
        return store.last().orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "nothing was compared yet"));
    }
}
