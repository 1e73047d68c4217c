package io.cemfleet.launcher.agents;

import io.cemfleet.launcher.kafka.KafkaServer;
import io.cemfleet.launcher.postgres.PostgresServer;
import io.cemfleet.launcher.state.DatabasePasswords;
import io.cemfleet.launcher.state.FleetCredentials;
import io.cemfleet.launcher.state.FleetPaths;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds the environment of each process. The lab gets only what third parties have: the secrets of webhooks. */
final class AgentEnvironment {
    private static final String LAB_URL = "http://127.0.0.1:" + FleetRoster.LAB_PORT;

    private final FleetPaths home;
    private final FleetCredentials credentials;
    private final DatabasePasswords passwords;
    private final PostgresServer postgres;
    private final KafkaServer kafka;

    AgentEnvironment(
            FleetPaths home,
            FleetCredentials credentials,
            DatabasePasswords passwords,
            PostgresServer postgres,
            KafkaServer kafka) {
        this.home = home;
        this.credentials = credentials;
        this.passwords = passwords;
        this.postgres = postgres;
        this.kafka = kafka;
    }

    Map<String, String> of(AgentDefinition agent, double speed) {
        var environment = new LinkedHashMap<String, String>();
        environment.put("SPRING_PROFILES_ACTIVE", "local");
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("SERVER_PORT", Integer.toString(agent.port()));
        environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(agent.managementPort()));
        environment.put("CEM_TIME_SCALE", number(speed));
        environment.put("CEM_A2A_KEY_DIRECTORY", home.keys().toString());
        environment.put(
                "CEM_STATE_DIR", home.work(agent.name()).resolve("state").toString());
        database(agent, environment);
        thirdParty("CNC", LAB_URL, environment);
        thirdParty("PCA", LAB_URL + "/api", environment);
        environment.put("WEBEX_URL", LAB_URL + "/webex/v1");
        environment.put("SERVICENOW_URL", LAB_URL + "/servicenow");
        environment.put("SPRING_MAIL_HOST", "127.0.0.1");
        environment.put("SPRING_MAIL_PORT", Integer.toString(FleetRoster.MAIL_PORT));
        FleetRoster.AGENTS.forEach(peer -> environment.put(peer.urlVariable(), peer.url()));
        secrets(agent, environment);
        if (agent.name().equals("io-agent")) {
            environment.put("CEM_CONSOLE_USERS_FILE", home.users().toString());
        }
        return environment;
    }

    /** The rehearsal starts like the orchestrator, on a temporary database. */
    Map<String, String> ofRehearsal(String database) {
        var environment = of(FleetRoster.agent("orchestrator").orElseThrow(), 1);
        environment.put("SERVER_PORT", "0");
        environment.put("MANAGEMENT_SERVER_PORT", "0");
        for (String kind : List.of("DATASOURCE", "FLYWAY")) {
            environment.put("SPRING_" + kind + "_URL", postgres.url(database) + "&currentSchema=" + AotCache.PART);
            environment.put("SPRING_" + kind + "_PASSWORD", passwords.of(PostgresServer.ADMINISTRATOR));
        }
        environment.put("SPRING_DATASOURCE_USERNAME", PostgresServer.ADMINISTRATOR);
        environment.put("SPRING_FLYWAY_USER", PostgresServer.ADMINISTRATOR);
        environment.put("SPRING_FLYWAY_DEFAULT_SCHEMA", AotCache.PART);
        return environment;
    }

    Map<String, String> ofLab(String topology) {
        var environment = new LinkedHashMap<String, String>();
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("SERVER_PORT", Integer.toString(FleetRoster.LAB_PORT));
        if (!topology.isEmpty()) {
            environment.put("LAB_TOPOLOGY", topology);
        }
        FleetRoster.agent("enhancement-pipeline").ifPresent(pipeline -> {
            environment.put("LAB_SERVICEDESK_WEBHOOKURL", pipeline.url() + "/webhook/servicedesk");
            environment.put("LAB_SERVICEDESK_TENANT", credentials.get(FleetCredentials.SERVICEDESK_TENANT));
            environment.put("LAB_SERVICEDESK_SECRET", credentials.get(FleetCredentials.SERVICEDESK_SECRET));
        });
        return environment;
    }

    /** The lab accepts any login, but requires one. It is set under the short name and under the setting's own name. */
    private static void thirdParty(String name, String url, Map<String, String> environment) {
        for (String variable : List.of(name, "CEM_" + name)) {
            environment.put(variable + "_URL", url);
            environment.put(variable + "_USERNAME", "admin");
            environment.put(variable + "_PASSWORD", "lab");
        }
    }

    private void database(AgentDefinition agent, Map<String, String> environment) {
        String url = postgres.url(PostgresServer.DATABASE) + "&currentSchema=" + agent.schema();
        String runtime = agent.schema() + "_app";
        String owner = agent.schema() + "_owner";
        environment.put("SPRING_DATASOURCE_URL", url);
        environment.put("SPRING_DATASOURCE_USERNAME", runtime);
        environment.put("SPRING_DATASOURCE_PASSWORD", passwords.of(runtime));
        environment.put("SPRING_FLYWAY_URL", url);
        environment.put("SPRING_FLYWAY_USER", owner);
        environment.put("SPRING_FLYWAY_PASSWORD", passwords.of(owner));
        environment.put("SPRING_FLYWAY_DEFAULT_SCHEMA", agent.schema());
    }

    private void secrets(AgentDefinition agent, Map<String, String> environment) {
        give(environment, FleetCredentials.OPERATOR_USER, FleetCredentials.OPERATOR_PASSWORD);
        switch (agent.secrets()) {
            case OPERATOR -> {}
            case NETWORK -> environment.putAll(kafka.environment());
            case WEBHOOKS -> {
                give(environment, FleetCredentials.WEBHOOK_PCA_SECRET, FleetCredentials.WEBHOOK_CNC_SECRET);
                environment.putAll(kafka.environment());
            }
            case SERVICEDESK -> {
                give(
                        environment,
                        FleetCredentials.SERVICEDESK_TENANT,
                        FleetCredentials.SERVICEDESK_SECRET,
                        FleetCredentials.TENANT_KEYS);
                environment.putAll(kafka.environment());
                environment.put("SERVICEDESK_URL", LAB_URL + "/servicedesk/api/v3");
                environment.put("OPENROUTER_URL", LAB_URL + "/openrouter/api/v1");
                // The lab accepts any key, and never gets a real one.
                environment.put("OPENROUTER_API_KEY", "lab");
            }
        }
    }

    private void give(Map<String, String> environment, String... names) {
        for (String name : names) {
            environment.put(name, credentials.get(name));
        }
    }

    static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
