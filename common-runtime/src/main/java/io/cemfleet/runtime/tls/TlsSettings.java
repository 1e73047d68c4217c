package io.cemfleet.runtime.tls;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param bundles the SSL bundle ({@code spring.ssl.bundle.*}) for a destination, such as {@code peers} or {@code webex};
 *     blank or absent: what the JVM trusts, without a certificate of one's own
 */
@ConfigurationProperties("cem.tls")
public record TlsSettings(@DefaultValue Map<String, String> bundles) {}
