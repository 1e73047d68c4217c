package io.cemfleet.a2a.config;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.a2a.card.AgentCardController;
import io.cemfleet.a2a.client.A2aClient;
import io.cemfleet.a2a.client.PeerHttpClient;
import io.cemfleet.a2a.inbox.TaskInbox;
import io.cemfleet.a2a.outbox.AuditLog;
import io.cemfleet.a2a.outbox.DeadLetterController;
import io.cemfleet.a2a.outbox.DeliveryListener;
import io.cemfleet.a2a.outbox.Outbox;
import io.cemfleet.a2a.outbox.OutboxDispatcher;
import io.cemfleet.a2a.outbox.OutboxMetrics;
import io.cemfleet.a2a.outbox.OutboxSettler;
import io.cemfleet.a2a.outbox.OutboxStore;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.server.TaskServerConfiguration;
import io.cemfleet.a2a.settings.A2aSettings;
import io.cemfleet.a2a.token.AgentKeys;
import io.cemfleet.a2a.token.AgentTokens;
import io.cemfleet.a2a.token.OneTimeTokens;
import io.cemfleet.a2a.token.TokenRefusals;
import io.cemfleet.runtime.defaults.RuntimeAutoConfiguration;
import io.cemfleet.runtime.tls.TlsHttpClients;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Turns an application into an agent. */
@AutoConfiguration(
        after = RuntimeAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration",
            "org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration",
            "org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration"
        })
@EnableConfigurationProperties(A2aSettings.class)
@Import(TaskServerConfiguration.class)
public class A2aAutoConfiguration {

    @Bean
    AgentKeys agentKeys(A2aSettings settings) {
        return AgentKeys.read(settings.keyDirectory(), settings.self());
    }

    @Bean
    TokenRefusals tokenRefusals(MeterRegistry meters) {
        return new TokenRefusals(meters);
    }

    @Bean
    AgentTokens agentTokens(AgentKeys keys, Clock clock, TokenRefusals refusals) {
        return new AgentTokens(keys, clock, refusals);
    }

    @Bean
    OneTimeTokens oneTimeTokens(JdbcClient jdbc, TokenRefusals refusals) {
        return new OneTimeTokens(jdbc, refusals);
    }

    @Bean
    TaskInbox taskMemory(JdbcClient jdbc, ObjectMapper mapper, Clock clock) {
        return new TaskInbox(jdbc, mapper, clock);
    }

    @Bean
    PeerHttpClient peerCalls(
            A2aSettings settings,
            AgentTokens tokens,
            ObjectMapper mapper,
            CircuitBreakerRegistry breakers,
            BulkheadRegistry bulkheads,
            TlsHttpClients tls) {
        return new PeerHttpClient(settings, tokens, mapper, new PeerHttpClient.PeerGuards(breakers, bulkheads), tls);
    }

    @Bean
    A2aClient a2aClient(PeerHttpClient peers, ObjectMapper mapper, Clock clock) {
        return new A2aClient(peers, mapper, clock);
    }

    @Bean
    OutboxStore outboxStore(JdbcClient jdbc, ObjectMapper mapper, Clock clock) {
        return new OutboxStore(jdbc, mapper, clock);
    }

    @Bean
    OutboxSettler outboxSettler(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        return new OutboxSettler(jdbc, new TransactionTemplate(transactions), clock);
    }

    @Bean
    OutboxDispatcher outboxDispatcher(
            OutboxStore store,
            OutboxSettler settler,
            A2aClient client,
            A2aSettings settings,
            ObjectProvider<DeliveryListener> listeners) {
        return new OutboxDispatcher(store, settler, client, settings.outbox(), listeners::orderedStream);
    }

    @Bean
    Outbox outbox(OutboxStore store, OutboxDispatcher dispatcher, ObjectMapper mapper, A2aSettings settings) {
        return new Outbox(store, dispatcher, mapper, settings);
    }

    @Bean
    OutboxMetrics outboxHealth(OutboxStore store, MeterRegistry meters) {
        return new OutboxMetrics(store, meters);
    }

    @Bean
    AuditLog auditLog(Outbox outbox, A2aSettings settings, Clock clock) {
        return new AuditLog(outbox, settings, clock);
    }

    @Bean
    DeadLetterController outboxDeadLetters(OutboxStore store) {
        return new DeadLetterController(store);
    }

    @Bean
    AgentCardController agentCard(A2aSettings settings, List<TaskHandler<?, ?>> handlers) {
        return new AgentCardController(settings, handlers);
    }
}
