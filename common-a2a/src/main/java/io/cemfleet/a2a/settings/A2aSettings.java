package io.cemfleet.a2a.settings;

import io.cemfleet.a2a.message.AgentName;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How an agent takes part in the fleet.
 *
 * @param agent its own name
 * @param version what the agent card and every answer report
 * @param url where others reach it, for the card
 * @param keyDirectory holds {@code <agent>.key} (PKCS#8, Base64) for itself and {@code <agent>.pub} (X.509, Base64) for
 *     every agent it talks with; without its key an agent does not start
 * @param peers the other agents' addresses by wire name
 * @param ioAgentEnabled false: nothing is sent to the io-agent, nor queued
 */
@Validated
@ConfigurationProperties("cem.a2a")
public record A2aSettings(
        @NotNull String agent,
        @DefaultValue("0.1.0") String version,
        @Nullable URI url,
        @NotNull Path keyDirectory,
        @NotNull Map<String, URI> peers,
        @DefaultValue("true") boolean ioAgentEnabled,
        @DefaultValue @Valid OutboxSettings outbox,
        @Nullable LocalOperator operators) {

    /**
     * @param lease how long a claimed message may be under way before it is retried
     * @param patience how long a message may fail while others to the same agent pass; then it is a dead letter
     */
    public record OutboxSettings(
            @DefaultValue("500ms") Duration pollInterval,
            @DefaultValue("500ms") Duration firstRetry,
            @DefaultValue("10s") Duration maxRetry,
            @DefaultValue("30s") Duration lease,
            @DefaultValue("15m") Duration patience) {}

    /** HTTP Basic on {@code /api/**}: a local fleet only. */
    public record LocalOperator(String user, String password) {}

    /** The name of this agent. */
    public AgentName self() {
        return AgentName.of(agent);
    }

    /**
     * The address of a peer.
     *
     * @throws IllegalStateException when no address is set for it
     */
    public URI peer(AgentName name) {
        URI address = peers.get(name.wire());
        if (address == null) {
            throw new IllegalStateException("no address for agent " + name.wire() + " (cem.a2a.peers)");
        }
        return address;
    }
}
