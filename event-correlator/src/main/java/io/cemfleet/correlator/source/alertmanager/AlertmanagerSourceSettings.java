package io.cemfleet.correlator.source.alertmanager;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** The settings of Alertmanager as a source; without a secret its webhook is closed. */
@Validated
@ConfigurationProperties("cem.correlator.webhook")
public record AlertmanagerSourceSettings(@DefaultValue("") @NotNull String alertmanagerSecret) {

    @Override
    public String toString() {
        return "AlertmanagerSourceSettings[]";
    }
}
