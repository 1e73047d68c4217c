package io.cemfleet.correlator.source.cnc;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** The settings of CNC as a source; without a secret its webhook is closed. */
@Validated
@ConfigurationProperties("cem.correlator.webhook")
public record CncSourceSettings(@DefaultValue("") @NotNull String cncSecret) {

    @Override
    public String toString() {
        return "CncSourceSettings[]";
    }
}
