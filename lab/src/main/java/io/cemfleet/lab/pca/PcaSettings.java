package io.cemfleet.lab.pca;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the PCA simulator.
 *
 * @param tenant name of the tenant in alerts
 * @param password that every user must give; empty: any password is accepted
 * @param tokenLife how long a login lasts
 * @param deliveryAttempts how often an alert is sent to a webhook that does not accept it
 * @param deliveryBackoff wait after the first attempt, doubled after each
 * @param deliveryTimeout how long a webhook may take
 */
@Validated
@ConfigurationProperties("lab.pca")
record PcaSettings(
        @NotBlank @DefaultValue("cemnet") String tenant,
        @NotNull @DefaultValue("") String password,
        @NotNull @DefaultValue("1h") Duration tokenLife,
        @Min(1) @DefaultValue("4") int deliveryAttempts,
        @NotNull @DefaultValue("500ms") Duration deliveryBackoff,
        @NotNull @DefaultValue("5s") Duration deliveryTimeout) {}
