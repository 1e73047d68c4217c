package io.cemfleet.launcher.kafka;

import io.cemfleet.launcher.state.FleetCertificates;
import io.cemfleet.launcher.state.FleetFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A broker that requires a client certificate and a login, as {@code docs/operations/deployment.md} describes: the
 * agents log in with SCRAM and have the rights that the page lists. The broker itself and this launcher are the user
 * {@code admin}, which is in the broker's settings, since they connect before the broker's data has any user.
 *
 * @param clientPassword of the user {@code cem}
 * @param adminPassword of the user {@code admin}
 */
record KafkaSecurity(FleetCertificates certificates, String clientPassword, String adminPassword) {
    private static final String USER = "cem";
    private static final String SCRAM_LOGIN = "org.apache.kafka.common.security.scram.ScramLoginModule";
    private static final int SCRAM_ITERATIONS = 4096;
    private static final int LIMIT_SECONDS = 30;

    /** The lines for the broker's settings. */
    String brokerSettings() throws IOException {
        var settings = new Properties();
        settings.putAll(tls());
        settings.put("listener.name.clients.ssl.client.auth", "required");
        settings.put("listener.name.controller.ssl.client.auth", "required");
        settings.put("sasl.enabled.mechanisms", "SCRAM-SHA-512,PLAIN");
        settings.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
        settings.put("listener.name.clients.scram-sha-512.sasl.jaas.config", SCRAM_LOGIN + " required;");
        settings.put(
                "listener.name.clients.plain.sasl.jaas.config",
                adminLogin("user_admin=\"" + quoted(adminPassword) + "\""));
        settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("super.users", "User:admin;User:CN=" + FleetCertificates.KAFKA);
        var lines = new ByteArrayOutputStream();
        settings.store(lines, null);
        return lines.toString(StandardCharsets.ISO_8859_1);
    }

    /** The environment of an agent with topics. */
    Map<String, String> environment() {
        var environment = new LinkedHashMap<String, String>();
        environment.put("SPRING_KAFKA_SECURITY_PROTOCOL", "SASL_SSL");
        environment.put("SPRING_KAFKA_SSL_BUNDLE", "kafka");
        environment.put("SPRING_SSL_BUNDLE_PEM_KAFKA_TRUSTSTORE_CERTIFICATE", "file:" + certificates.authority());
        environment.put(
                "SPRING_SSL_BUNDLE_PEM_KAFKA_KEYSTORE_CERTIFICATE",
                "file:" + certificates.certificate(FleetCertificates.CLIENT));
        environment.put(
                "SPRING_SSL_BUNDLE_PEM_KAFKA_KEYSTORE_PRIVATEKEY",
                "file:" + certificates.key(FleetCertificates.CLIENT));
        environment.put("SPRING_KAFKA_PROPERTIES_SASL_MECHANISM", "SCRAM-SHA-512");
        environment.put("SPRING_KAFKA_JAAS_ENABLED", "true");
        environment.put("SPRING_KAFKA_JAAS_LOGINMODULE", SCRAM_LOGIN);
        environment.put("SPRING_KAFKA_JAAS_OPTIONS_USERNAME", USER);
        environment.put("SPRING_KAFKA_JAAS_OPTIONS_PASSWORD", clientPassword);
        return environment;
    }

    /** Sets the password and the rights of the agents' user; idempotent. */
    void admit(KafkaPorts ports) {
        var hash = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, SCRAM_ITERATIONS);
        try (Admin admin = Admin.create(adminSettings(ports))) {
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(USER, hash, clientPassword)))
                    .all()
                    .get(LIMIT_SECONDS, TimeUnit.SECONDS);
            admin.createAcls(List.of(
                            allow(ResourceType.TOPIC, "cem"),
                            allow(ResourceType.GROUP, "cem-"),
                            allow(ResourceType.TRANSACTIONAL_ID, "cem-")))
                    .all()
                    .get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (IOException | ExecutionException | TimeoutException e) {
            throw new FleetFailure("Kafka runs, but its user cannot be created: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FleetFailure("interrupted", e);
        }
    }

    private Map<String, Object> adminSettings(KafkaPorts ports) throws IOException {
        var settings = new LinkedHashMap<String, Object>(tls());
        settings.put("bootstrap.servers", ports.bootstrapServers());
        settings.put("security.protocol", "SASL_SSL");
        settings.put("sasl.mechanism", "PLAIN");
        settings.put("sasl.jaas.config", adminLogin(""));
        return settings;
    }

    /** The broker's certificate, for its own listeners and its connections to itself. */
    private Map<String, String> tls() throws IOException {
        return Map.of(
                "ssl.truststore.type", "PEM",
                "ssl.truststore.certificates", text(certificates.authority()),
                "ssl.keystore.type", "PEM",
                "ssl.keystore.certificate.chain", text(certificates.certificate(FleetCertificates.KAFKA)),
                "ssl.keystore.key", text(certificates.key(FleetCertificates.KAFKA)));
    }

    private String adminLogin(String options) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"admin\" password=\""
                + quoted(adminPassword) + "\" " + options + ";";
    }

    private static String quoted(String password) {
        return password.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file);
    }

    private static AclBinding allow(ResourceType type, String prefix) {
        return new AclBinding(
                new ResourcePattern(type, prefix, PatternType.PREFIXED),
                new AccessControlEntry("User:" + USER, "*", AclOperation.ALL, AclPermissionType.ALLOW));
    }
}
