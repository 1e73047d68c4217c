package io.cemfleet.correlator.network;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an alert's subject is in the network.
 *
 * @param linkId absent where the subject is no single link
 * @param from the end that sends, where the subject is one direction of a link
 * @param candidates links that the subject depends on, when it is no single link
 */
public record Placed(
        String domain,
        @Nullable String linkId,
        @Nullable String from,
        List<String> candidates,
        List<String> nodes,
        List<Integer> srlgs,
        List<String> policies,
        String topologyVersion) {}
