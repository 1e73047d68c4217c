package io.cemfleet.lab.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.lab.network.ChangeOutcome;
import io.cemfleet.lab.network.LabNetwork;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /lab/network} and {@code /lab/links}: read the network, and disturb and heal its links. */
@RestController
@RequestMapping("/lab")
class NetworkController {

    private final LabNetwork network;
    private final ScenarioRunner runner;

    NetworkController(LabNetwork network, ScenarioRunner runner) {
        this.network = network;
        this.runner = runner;
    }

    @GetMapping("/network")
    LabNetworkView network() {
        return LabNetworkViewMapper.of(network.name(), network.state());
    }

    @PostMapping("/links/{id}/degrade")
    ResponseEntity<Object> degrade(@PathVariable String id, @RequestBody(required = false) @Nullable JsonNode body) {
        return switch (ImpairmentReader.read(body)) {
            case ImpairmentReader.InvalidField bad -> ControlProblems.unprocessable(bad.field(), bad.message());
            case ImpairmentReader.ValidImpairment good -> answer(id, network.degrade(id, good.impairment()));
        };
    }

    @PostMapping("/links/{id}/heal")
    ResponseEntity<Object> heal(@PathVariable String id) {
        return answer(id, network.heal(id));
    }

    @PostMapping("/links/{id}/fail")
    ResponseEntity<Object> fail(@PathVariable String id) {
        return answer(id, network.fail(id));
    }

    @PostMapping("/links/{id}/cut")
    ResponseEntity<Object> cut(@PathVariable String id) {
        return answer(id, network.cut(id));
    }

    @PostMapping("/links/{id}/drain")
    ResponseEntity<Object> drain(@PathVariable String id) {
        return answer(id, network.drain(id));
    }

    /** @param utilisation offered load by capacity, above 0 and at most 2; 1.05 where none is given */
    record Surge(@Nullable Double utilisation) {}

    @PostMapping("/links/{id}/congest")
    ResponseEntity<Object> congest(@PathVariable String id, @RequestBody(required = false) @Nullable Surge surge) {
        double utilisation = surge == null || surge.utilisation() == null ? 1.05 : surge.utilisation();
        return answer(id, network.congest(id, utilisation));
    }

    /**
     * @param times how often it degrades, 1 to 100; 4 where none is given
     * @param everySeconds between two changes, 0.1 to 3600; 15 where none is given
     */
    record Flaps(@Nullable Integer times, @Nullable Double everySeconds) {}

    @PostMapping("/links/{id}/flap")
    ResponseEntity<Object> flap(@PathVariable String id, @RequestBody(required = false) @Nullable Flaps flaps) {
        int times = flaps == null || flaps.times() == null ? 4 : flaps.times();
        double seconds = flaps == null || flaps.everySeconds() == null ? 15 : flaps.everySeconds();
        if (times < 1 || times > 100) {
            return ControlProblems.unprocessable("times", "must be from 1 to 100");
        }
        if (!(seconds >= 0.1 && seconds <= 3600)) {
            return ControlProblems.unprocessable("every_seconds", "must be from 0.1 to 3600");
        }
        if (network.topology().linkById(id).isEmpty()) {
            return ControlProblems.notFound("no link " + id);
        }
        var unused = runner.start(Scenario.flapping(id, times, Duration.ofMillis(Math.round(1000 * seconds))), 1);
        return answer(id, ChangeOutcome.CHANGED);
    }

    /**
     * @param count changes of the severity of its open alarm, 1 to 10000; 1000 where none is given
     * @param seconds in which they come, 0.1 to 3600; 20 where none is given
     */
    record Storm(@Nullable Integer count, @Nullable Double seconds) {}

    @PostMapping("/links/{id}/alarm_storm")
    ResponseEntity<Object> storm(@PathVariable String id, @RequestBody(required = false) @Nullable Storm storm) {
        int count = storm == null || storm.count() == null ? 1000 : storm.count();
        double seconds = storm == null || storm.seconds() == null ? 20 : storm.seconds();
        if (count < 1 || count > 10_000) {
            return ControlProblems.unprocessable("count", "must be from 1 to 10000");
        }
        if (!(seconds >= 0.1 && seconds <= 3600)) {
            return ControlProblems.unprocessable("seconds", "must be from 0.1 to 3600");
        }
        if (network.topology().linkById(id).isEmpty()) {
            return ControlProblems.notFound("no link " + id);
        }
        Duration over = Duration.ofMillis(Math.round(1000 * seconds));
        var unused = runner.start(Scenario.storming(id, count, over), 1);
        return answer(id, ChangeOutcome.CHANGED);
    }

    private ResponseEntity<Object> answer(String id, ChangeOutcome outcome) {
        return switch (outcome) {
            case ChangeOutcome.Refused refused
            when refused.reason() == ChangeOutcome.RefusalReason.NOT_FOUND ->
                ControlProblems.notFound(refused.message());
            case ChangeOutcome.Refused refused -> ControlProblems.unprocessable("utilisation", refused.message());
            case ChangeOutcome.Done done ->
                ResponseEntity.ok(LabNetworkViewMapper.link(
                        network.state(), network.topology().linkById(id).orElseThrow()));
        };
    }
}
