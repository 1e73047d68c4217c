package io.cemfleet.impact;

import io.cemfleet.a2a.contract.SlaTier;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of service-impact.
 *
 * @param tierRules the tiers of services; the first rule that matches decides
 * @param slaLimits the SLA limits of each tier, by its name on the wire; all four are required
 */
@Validated
@ConfigurationProperties("cem.impact")
public record ImpactSettings(
        @NotEmpty @Valid List<TierRule> tierRules,
        @NotEmpty Map<String, @Valid TierLimits> slaLimits,
        @DefaultValue @Valid ReadSettings reading) {

    /**
     * A rule for the tier of a service.
     *
     * @param field the field of the service to match
     * @param pattern a regular expression of RE2 (no back references, no look-around) that is found in the field, in
     *     any case
     */
    public record TierRule(@NotNull SlaTier tier, @NotNull ServiceField field, @NotBlank String pattern) {}

    /** The fields that a rule may match. */
    public enum ServiceField {
        VPN_ID,
        VPN_NAME,
        CUSTOMER_NAME,
        VPN_DESCRIPTION
    }

    /** The one-way limits of a tier. */
    public record TierLimits(
            @Positive double latencyMs, @Positive double jitterMs, @Positive @Max(100) double lossPct) {}

    /**
     * How fresh the network must be.
     *
     * @param refresh pause between two background reads of services and policies
     * @param fresh maximum age of policies in an assessment; older ones are read again. Longer than the one reader takes to
     *     confirm that nothing changed
     * @param services maximum age of services in an assessment, likewise; longer than the pause between two readings. While
     *     the fleet colours routes, services may not be older than policies
     * @param topology maximum age of the topology
     * @param snapshot maximum age of the network as its one reader published it, used while the controller cannot be
     *     read
     * @param goneLinks how long the agent remembers a link that left the topology
     */
    public record ReadSettings(
            @DefaultValue("8s") @NotNull Duration refresh,
            @DefaultValue("5s") @NotNull Duration fresh,
            @DefaultValue("90s") @NotNull Duration services,
            @DefaultValue("10s") @NotNull Duration topology,
            @DefaultValue("60s") @NotNull Duration snapshot,
            @DefaultValue("24h") @NotNull Duration goneLinks) {}
}
