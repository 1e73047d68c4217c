package io.cemfleet.runtime.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.kafka.KafkaConnectionDetails;
import org.springframework.boot.autoconfigure.kafka.KafkaProperties;
import org.springframework.boot.autoconfigure.kafka.SslBundleSslEngineFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.util.StringUtils;

/**
 * The common settings of this agent's Kafka clients: brokers, TLS and login, all from {@code spring.kafka.*}. Each map
 * is new and may be changed; a client puts what the fleet insists on on top.
 */
public final class KafkaClients {
    private final KafkaProperties properties;
    private final KafkaConnectionDetails connection;
    private final @Nullable SslBundles bundles;

    public KafkaClients(KafkaProperties properties, KafkaConnectionDetails connection, @Nullable SslBundles bundles) {
        this.properties = properties;
        this.connection = connection;
        this.bundles = bundles;
    }

    public Map<String, Object> producer() {
        return connected(properties.buildProducerProperties(bundles), connection.getProducer());
    }

    public Map<String, Object> consumer() {
        return connected(properties.buildConsumerProperties(bundles), connection.getConsumer());
    }

    public Map<String, Object> admin() {
        return connected(properties.buildAdminProperties(bundles), connection.getAdmin());
    }

    public Map<String, Object> streams() {
        return connected(properties.buildStreamsProperties(bundles), connection.getStreams());
    }

    private static Map<String, Object> connected(
            Map<String, Object> built, KafkaConnectionDetails.Configuration details) {
        Map<String, Object> config = new HashMap<>(built);
        config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, details.getBootstrapServers());
        String protocol = details.getSecurityProtocol();
        if (StringUtils.hasText(protocol)) {
            config.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, protocol);
        }
        SslBundle bundle = details.getSslBundle();
        if (bundle != null) {
            config.put("ssl.engine.factory.class", SslBundleSslEngineFactory.class);
            config.put(SslBundle.class.getName(), bundle);
        }
        return config;
    }
}
