package io.cemfleet.lab.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.lab.network.LabNetwork;
import io.cemfleet.lab.network.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /lab/network} and {@code /lab/links}: look at the network, degrade and heal its links. */
@RestController
@RequestMapping("/lab")
class NetworkController {

    private final LabNetwork network;

    NetworkController(LabNetwork network) {
        this.network = network;
    }

    @GetMapping("/network")
    NetworkView network() {
        return NetworkViews.of(network.name(), network.state());
    }

    @PostMapping("/links/{id}/degrade")
    ResponseEntity<Object> degrade(@PathVariable String id, @RequestBody(required = false) @Nullable JsonNode body) {
        return switch (ImpairmentReader.read(body)) {
            case ImpairmentReader.Bad bad -> Problems.unprocessable(bad.field(), bad.message());
            case ImpairmentReader.Good good -> answer(id, network.degrade(id, good.impairment()));
        };
    }

    @PostMapping("/links/{id}/heal")
    ResponseEntity<Object> heal(@PathVariable String id) {
        return answer(id, network.heal(id));
    }

    private ResponseEntity<Object> answer(String id, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Refused refused -> Problems.notFound(refused.message());
            case Outcome.Done done ->
                ResponseEntity.ok(NetworkViews.link(
                        network.state(), network.topology().linkById(id).orElseThrow()));
        };
    }
}
