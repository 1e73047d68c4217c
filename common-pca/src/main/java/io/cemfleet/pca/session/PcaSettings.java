package io.cemfleet.pca.session;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The connection to PCA. The packaged defaults read {@code PCA_URL}, {@code PCA_USERNAME}, {@code PCA_PASSWORD} from
 * the environment.
 *
 * @param url base address with its path, without a slash at the end
 * @param timeout of one call
 * @param granularity of the queried metrics, ISO 8601
 * @param largestAnswer in bytes; a larger answer is a failure and is not read to its end
 */
@Validated
@ConfigurationProperties("cem.pca")
public record PcaSettings(
        @DefaultValue("http://127.0.0.1:8090/api") @NotNull URI url,
        @DefaultValue("admin") @NotBlank String username,
        @DefaultValue("") @NotNull String password,
        @DefaultValue("3s") @NotNull Duration timeout,
        @DefaultValue("PT1S") @NotNull Duration granularity,
        @DefaultValue("64MB") @NotNull DataSize largestAnswer) {

    @Override
    public String toString() {
        return "PcaSettings[url=" + url + ", username=" + username + "]";
    }
}
