package io.cemfleet.correlator.source.pca;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** The settings of PCA as a source; without a secret its webhook is closed. */
@Validated
@ConfigurationProperties("cem.correlator.webhook")
public record PcaSourceSettings(@DefaultValue("") @NotNull String pcaSecret) {

    @Override
    public String toString() {
        return "PcaSourceSettings[]";
    }
}
