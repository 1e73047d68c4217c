package io.cemfleet.cnc;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The connection to the controller. The packaged defaults read {@code CNC_URL}, {@code CNC_USERNAME}, {@code
 * CNC_PASSWORD} from the environment.
 *
 * @param url base address, without a path
 * @param pageSize entries a page where the controller pages, 1 to 1000
 */
@Validated
@ConfigurationProperties("cem.cnc")
public record CncSettings(
        @DefaultValue("http://127.0.0.1:8090") @NotNull URI url,
        @DefaultValue("admin") @NotBlank String username,
        @DefaultValue("") @NotNull String password,
        @DefaultValue("200") @Min(1) @Max(1000) int pageSize,
        @DefaultValue @Valid CallLimits calls,
        @DefaultValue @Valid TopologySettings topology,
        @DefaultValue @Valid FleetColors fleetColors) {

    /**
     * The colours that the fleet gives to services without one, both bounds included; nothing else in the network may
     * use them.
     */
    public record FleetColors(@DefaultValue("4000") @Min(1) int first, @DefaultValue("4999") @Min(1) int last) {
        public FleetColors {
            if (last < first) {
                throw new IllegalArgumentException("cem.cnc.fleet-colors: last is below first");
            }
        }

        /** Whether the fleet set this colour, so that the service has none of its own. */
        public boolean contain(int color) {
            return first <= color && color <= last;
        }
    }

    /**
     * Limits of a single call.
     *
     * @param connectTimeout to open a connection
     * @param readTimeout for one attempt
     * @param deadline for all attempts of a call together, their pauses included
     * @param attempts of a read or an idempotent write, 1 to 10
     * @param backOff mean pause before the second attempt; it doubles, with full jitter
     * @param largestAnswer below 2 GB; a larger answer is a failure and is not read to its end
     */
    public record CallLimits(
            @DefaultValue("2s") @NotNull Duration connectTimeout,
            @DefaultValue("5s") @NotNull Duration readTimeout,
            @DefaultValue("12s") @NotNull Duration deadline,
            @DefaultValue("3") @Min(1) @Max(10) int attempts,
            @DefaultValue("100ms") @NotNull Duration backOff,
            @DefaultValue("64MB") @NotNull DataSize largestAnswer) {}

    /**
     * How the topology is refreshed.
     *
     * @param enabled whether this process reads the topology in the background
     * @param refresh pause between two reads
     * @param follow whether the topology that the fleet's one reader publishes is used in place of reads, as long as it
     *     is fresh
     * @param staleAfter age from which health reports the controller as down
     */
    public record TopologySettings(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("5s") @NotNull Duration refresh,
            @DefaultValue("true") boolean follow,
            @DefaultValue("60s") @NotNull Duration staleAfter) {}

    @Override
    public String toString() {
        return "CncSettings[url=" + url + ", username=" + username + "]";
    }
}
