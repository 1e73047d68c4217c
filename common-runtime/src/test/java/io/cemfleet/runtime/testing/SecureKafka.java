package io.cemfleet.runtime.testing;

import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.utils.Time;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * A real broker as a NOC runs it: SASL_SSL with SCRAM, client certificates required, ACLs in force. Its user
 * {@value #USER} may do what an agent with topics needs, see {@code docs/operations/deployment.md}.
 */
public final class SecureKafka {
    public static final String USER = "cem";
    public static final String PASSWORD = "kafka \"pass\" 'word' %2F=+/";

    private final TestAuthority authority = new TestAuthority("kafka-ca");
    private final TestAuthority.Identity client = authority.issue("cem");
    private final String address;
    private final String internal;

    private SecureKafka(int port, int internalPort, int controllerPort) {
        this.address = "127.0.0.1:" + port;
        this.internal = "127.0.0.1:" + internalPort;
        TestAuthority.Identity server = authority.issue("broker", "127.0.0.1");
        try {
            Path directory = Files.createTempDirectory("secure-kafka");
            Properties properties = properties(server, "127.0.0.1:" + controllerPort, directory.resolve("data"));
            Path file = directory.resolve("server.properties");
            try (var writer = Files.newBufferedWriter(file)) {
                properties.store(writer, null);
            }
            String[] format = {"format", "-t", "Y2VtLWZsZWV0LXNlY3VyZQ", "-c", file.toString()};
            int code = StorageTool.execute(
                    format, new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8));
            if (code != 0) {
                throw new IllegalStateException("the storage was not formatted");
            }
            KafkaRaftServer broker = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
            broker.startup();
            Runtime.getRuntime().addShutdownHook(new Thread(broker::shutdown));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        permit();
    }

    public static SecureKafka start() {
        try (ServerSocket a = new ServerSocket(0);
                ServerSocket b = new ServerSocket(0);
                ServerSocket c = new ServerSocket(0)) {
            int[] ports = {a.getLocalPort(), b.getLocalPort(), c.getLocalPort()};
            a.close();
            b.close();
            c.close();
            return new SecureKafka(ports[0], ports[1], ports[2]);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Properties properties(TestAuthority.Identity server, String controller, Path data) {
        Properties p = new Properties();
        p.put("process.roles", "broker,controller");
        p.put("node.id", "1");
        p.put("controller.quorum.voters", "1@" + controller);
        p.put("listeners", "CLIENTS://" + address + ",INTERNAL://" + internal + ",CONTROLLER://" + controller);
        p.put("advertised.listeners", "CLIENTS://" + address + ",INTERNAL://" + internal);
        p.put("controller.listener.names", "CONTROLLER");
        p.put("inter.broker.listener.name", "INTERNAL");
        p.put("listener.security.protocol.map", "CLIENTS:SASL_SSL,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT");
        p.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
        p.put(
                "listener.name.clients.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        p.put("listener.name.clients.ssl.client.auth", "required");
        p.put("listener.name.clients.ssl.keystore.type", "PEM");
        p.put("listener.name.clients.ssl.keystore.certificate.chain", server.certificate());
        p.put("listener.name.clients.ssl.keystore.key", server.key());
        p.put("listener.name.clients.ssl.truststore.type", "PEM");
        p.put("listener.name.clients.ssl.truststore.certificates", authority.pem());
        p.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        p.put("super.users", "User:ANONYMOUS");
        p.put("log.dirs", data.toString());
        p.put("auto.create.topics.enable", "false");
        p.put("offsets.topic.replication.factor", "1");
        p.put("offsets.topic.num.partitions", "1");
        p.put("transaction.state.log.replication.factor", "1");
        p.put("transaction.state.log.min.isr", "1");
        p.put("transaction.state.log.num.partitions", "1");
        p.put("group.initial.rebalance.delay.ms", "0");
        return p;
    }

    private void permit() {
        admin(admin -> admin.createAcls(List.of(
                        allow(ResourceType.TOPIC, "cem", AclOperation.ALL),
                        allow(ResourceType.GROUP, "cem-", AclOperation.ALL),
                        allow(ResourceType.TRANSACTIONAL_ID, "cem-", AclOperation.ALL)))
                .all());
        changePassword(PASSWORD);
    }

    /** Gives the user another password; connections that are open stay. */
    public void changePassword(String password) {
        ScramCredentialInfo hash = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
        admin(admin -> admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(USER, hash, password)))
                .all());
    }

    private void admin(Function<Admin, KafkaFuture<Void>> change) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, internal))) {
            change.apply(admin).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static AclBinding allow(ResourceType type, String prefix, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(type, prefix, PatternType.PREFIXED),
                new AccessControlEntry("User:" + USER, "*", operation, AclPermissionType.ALLOW));
    }

    /** Points a Spring context at it with everything that is needed. */
    public void register(DynamicPropertyRegistry registry) {
        settings().forEach((name, value) -> registry.add(name, () -> value));
    }

    /** What an operator sets, as {@code spring.*} properties. */
    public Map<String, String> settings() {
        return Map.of(
                "spring.kafka.bootstrap-servers",
                address,
                "spring.kafka.security.protocol",
                "SASL_SSL",
                "spring.kafka.ssl.bundle",
                "kafka",
                "spring.ssl.bundle.pem.kafka.truststore.certificate",
                authority.pem(),
                "spring.ssl.bundle.pem.kafka.keystore.certificate",
                client.certificate(),
                "spring.ssl.bundle.pem.kafka.keystore.private-key",
                client.key(),
                "spring.kafka.properties[sasl.mechanism]",
                "SCRAM-SHA-512",
                "spring.kafka.properties[sasl.jaas.config]",
                jaas(PASSWORD));
    }

    /** The login with a password, quoted as the broker's client wants it. */
    public static String jaas(String password) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + USER + "\" password=\""
                + password.replace("\\", "\\\\").replace("\"", "\\\"") + "\";";
    }
}
