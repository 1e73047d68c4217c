package io.cemfleet.runtime.testing;

import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** A real broker for the tests of one class, on which a single writer can use transactions. It creates no topics by itself. */
public final class TransactionalBroker implements BeforeAllCallback, AfterAllCallback {

    private final EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 1);

    /** A broker that starts before the first test and ends after the last. */
    public TransactionalBroker() {
        broker.brokerProperties(Map.of(
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "1",
                "auto.create.topics.enable", "false"));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        broker.afterPropertiesSet();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        broker.destroy();
    }

    /** Its address, for {@code bootstrap.servers}. */
    public String address() {
        return broker.getBrokersAsString();
    }

    /** What any client needs to find it. */
    public Map<String, Object> clientSettings() {
        return Map.of("bootstrap.servers", address());
    }
}
