package io.cemfleet.impact.network;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.cemfleet.network.forwarding.EcmpRoutes;
import io.cemfleet.network.policy.SrPolicy;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.network.topology.Router;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The stored form of a network: compressed JSON, a few hundred bytes a router. */
record StoredNetwork(
        List<Router> routers,
        List<LinkDirection> directions,
        Instant topologyReadAt,
        List<SrPolicy> policies,
        Instant oldest) {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    static byte[] write(ServiceNetworkState state) {
        var topology = state.topology();
        var stored = new StoredNetwork(
                topology.routers(),
                topology.directions(),
                topology.readAt(),
                List.copyOf(state.policies().values()),
                state.oldest());
        var bytes = new ByteArrayOutputStream();
        try (var compressed = new GZIPOutputStream(bytes)) {
            JSON.writeValue(compressed, stored);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws IOException where the bytes are not a network of this version of the agent */
    static ServiceNetworkState read(byte[] bytes) throws IOException {
        try (var compressed = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            var stored = JSON.readValue(compressed, StoredNetwork.class);
            return new ServiceNetworkState(
                    EcmpRoutes.over(NetworkTopology.of(stored.routers, stored.directions, stored.topologyReadAt)),
                    List.of(),
                    stored.policies.stream().collect(Collectors.toMap(SrPolicy::key, Function.identity())),
                    stored.oldest);
        } catch (RuntimeException e) {
            throw new IOException("not a network of this version", e);
        }
    }
}
