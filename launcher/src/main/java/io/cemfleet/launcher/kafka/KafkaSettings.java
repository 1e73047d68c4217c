package io.cemfleet.launcher.kafka;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Settings for a single node on a small machine: durable on one disk, fast to recover after a kill, and quiet when
 * nothing is sent. The compaction of its small topics needs no buffer of 128 MB, the default.
 */
final class KafkaSettings {
    static final String LOGBACK =
            """
            <configuration>
              <appender name="OUT" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z',UTC} %-5level %logger{20} %msg%n</pattern></encoder>
              </appender>
              <root level="WARN"><appender-ref ref="OUT"/></root>
              <logger name="kafka.server.KafkaRaftServer" level="INFO"/>
              <logger name="kafka.log.LogManager" level="INFO"/>
            </configuration>
            """;

    private KafkaSettings() {}

    static String properties(KafkaPorts ports, Path data, Optional<KafkaSecurity> security) throws IOException {
        String protocols =
                security.isPresent() ? "CLIENTS:SASL_SSL,CONTROLLER:SSL" : "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT";
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=CLIENTS://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=CLIENTS://127.0.0.1:%1$d
                controller.listener.names=CONTROLLER
                inter.broker.listener.name=CLIENTS
                listener.security.protocol.map=%4$s
                log.dirs=%3$s
                auto.create.topics.enable=false
                default.replication.factor=1
                min.insync.replicas=1
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=1
                transaction.abort.timed.out.transaction.cleanup.interval.ms=500
                group.initial.rebalance.delay.ms=0
                broker.heartbeat.interval.ms=1000
                broker.session.timeout.ms=3000
                metadata.max.idle.interval.ms=5000
                log.segment.bytes=67108864
                num.network.threads=2
                num.io.threads=4
                background.threads=2
                log.cleaner.dedupe.buffer.size=8388608
                """
                        .formatted(ports.broker(), ports.controller(), data, protocols)
                + (security.isPresent() ? security.get().brokerSettings() : "");
    }
}
