package io.cemfleet.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.orchestrator.OrchestratorSettings.AutonomySettings;
import io.cemfleet.orchestrator.incident.Autonomy;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class NocProfileTest {
    private static AutonomySettings autonomy(String... properties) {
        AutonomySettings[] found = new AutonomySettings[1];
        new ApplicationContextRunner()
                .withSystemProperties(properties)
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .run(context -> found[0] = Binder.get(context.getEnvironment())
                        .bindOrCreate("cem.orchestrator.autonomy", AutonomySettings.class));
        return found[0];
    }

    @Test
    void aNetworkOperationsCentreBeginsByWatching() {
        assertThat(autonomy("spring.profiles.active=noc"))
                .isEqualTo(new AutonomySettings(
                        Autonomy.Mode.OBSERVE, Autonomy.Mode.OBSERVE, Autonomy.Mode.OBSERVE, Autonomy.Mode.OBSERVE));
    }

    @Test
    void aTierIsGivenToAutomationByOneSetting() {
        assertThat(autonomy("spring.profiles.active=noc", "CEM_AUTONOMY_BRONZE=automatic")
                        .bronze())
                .isEqualTo(Autonomy.Mode.AUTOMATIC);
    }

    @Test
    void withoutTheProfileAutomationActsByItself() {
        assertThat(autonomy().platinum()).isEqualTo(Autonomy.Mode.AUTOMATIC);
    }
}
