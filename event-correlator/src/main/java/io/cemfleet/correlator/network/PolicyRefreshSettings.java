package io.cemfleet.correlator.network;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** @param policies the pause between two readings of the policies */
@Validated
@ConfigurationProperties("cem.correlator.network")
record PolicyRefreshSettings(@DefaultValue("3s") @NotNull Duration policies) {}
