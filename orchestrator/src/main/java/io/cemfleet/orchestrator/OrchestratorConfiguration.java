package io.cemfleet.orchestrator;

import io.cemfleet.a2a.settings.A2aSettings;
import io.cemfleet.orchestrator.incident.Autonomy;
import io.cemfleet.orchestrator.incident.OrchestrationRules;
import io.cemfleet.runtime.defaults.TimeScale;
import java.net.URI;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Turns the settings into the rules that the domain uses. */
@Configuration(proxyBeanMethods = false)
class OrchestratorConfiguration {

    @Bean
    OrchestrationRules rules(OrchestratorSettings settings, A2aSettings agent, TimeScale scale) {
        OrchestratorSettings.WaitSettings waits = settings.waits();
        URI self = agent.url();
        return new OrchestrationRules(
                settings.attempts(),
                settings.backOff(),
                settings.patience(),
                new OrchestrationRules.PathRules(
                        settings.path().maxHops(),
                        settings.path().alternatives(),
                        settings.path().threshold()),
                new OrchestrationRules.WaitRules(
                        scale.of(waits.holdPlatinum()),
                        scale.of(waits.holdGold()),
                        scale.of(waits.holdSilver()),
                        scale.of(waits.holdBronze()),
                        scale.of(waits.reassess()),
                        scale.of(waits.look())),
                new OrchestrationRules.HandlingRules(
                        settings.notifyOpening(),
                        settings.cutoverMode(),
                        self == null ? null : self.resolve("/a2a/tasks"),
                        settings.noPath(),
                        new Autonomy(
                                settings.autonomy().platinum(),
                                settings.autonomy().gold(),
                                settings.autonomy().silver(),
                                settings.autonomy().bronze())));
    }
}
