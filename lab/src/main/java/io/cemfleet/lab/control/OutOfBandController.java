package io.cemfleet.lab.control;

import io.cemfleet.lab.cnc.RouteLocks;
import io.cemfleet.lab.network.ChangeOutcome;
import io.cemfleet.lab.network.LabNetwork;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Changes of the network by others: growing demands, locked routes, removed policies. */
@RestController
@RequestMapping("/lab")
class OutOfBandController {
    private final LabNetwork network;
    private final RouteLocks locks;

    OutOfBandController(LabNetwork network, RouteLocks locks) {
        this.network = network;
        this.locks = locks;
    }

    /**
     * @param fill load of the fullest direction that all demands are scaled to, above 0 and at most 2
     * @param growth factor of all demands, above 0 and at most 1000; used where no load is given
     */
    record Demands(@Nullable Double fill, @Nullable Double growth) {}

    @PostMapping("/demands")
    ResponseEntity<Object> demands(@RequestBody Demands demands) {
        if (demands.fill() != null) {
            return answer("fill", network.fill(demands.fill()));
        }
        return demands.growth() == null
                ? ControlProblems.unprocessable("fill", "is missing, as is growth")
                : answer("growth", network.grow(demands.growth()));
    }

    /** @param routes {@code refuses} or {@code keeps} */
    record LockOrder(@Nullable String routes) {}

    @GetMapping("/locks")
    Map<String, RouteLocks.Lock> locks() {
        return locks.all();
    }

    @PostMapping("/services/{id}/lock")
    ResponseEntity<Object> lock(@PathVariable String id, @RequestBody LockOrder order) {
        Optional<RouteLocks.Lock> lock = RouteLocks.Lock.named(order.routes());
        if (lock.isEmpty()) {
            return ControlProblems.unprocessable("routes", "must be refuses or keeps");
        }
        if (network.state().service(id).isEmpty()) {
            return ControlProblems.notFound("no service " + id);
        }
        locks.lock(id, lock.get());
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/services/{id}/unlock")
    ResponseEntity<Object> unlock(@PathVariable String id) {
        locks.unlock(id);
        return ResponseEntity.noContent().build();
    }

    @DeleteMapping("/policies/{name}")
    ResponseEntity<Object> remove(@PathVariable String name) {
        return network.deletePolicy(name).done()
                ? ResponseEntity.noContent().build()
                : ControlProblems.notFound("no policy " + name);
    }

    private ResponseEntity<Object> answer(String field, ChangeOutcome outcome) {
        return outcome instanceof ChangeOutcome.Refused refused
                ? ControlProblems.unprocessable(field, refused.message())
                : ResponseEntity.ok(Map.of("growth", network.state().growth()));
    }
}
