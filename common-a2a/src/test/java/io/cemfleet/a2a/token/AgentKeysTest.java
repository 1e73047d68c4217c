package io.cemfleet.a2a.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.TestKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class AgentKeysTest {
    private static final SignedRequest REQUEST = SignedRequest.task(new byte[] {1});
    private static final Duration SOON = AgentKeys.CHECKED_EVERY.plusSeconds(5);

    @TempDir
    Path directory;

    private AgentTokens sender;
    private AgentTokens receiver;
    private KeyRotation rotation;

    @BeforeEach
    void twoAgents() {
        TestKeys.write(directory, AgentName.ORCHESTRATOR);
        TestKeys.write(directory, AgentName.AUDIT);
        sender = tokens(AgentName.ORCHESTRATOR);
        receiver = tokens(AgentName.AUDIT);
        rotation = new KeyRotation(directory, AgentName.ORCHESTRATOR);
    }

    @Test
    void duringARotationTokensOfTheOldAndOfTheNewKeyAreAccepted() throws Exception {
        String before = sender.sign(AgentName.AUDIT, REQUEST);

        rotation.publish();
        awaitGenuine(rotation.token(AgentName.AUDIT, REQUEST, Clock.systemUTC()));
        assertThat(receiver.verify(before, REQUEST)).isInstanceOf(TokenVerdict.Genuine.class);

        rotation.change();
        await().atMost(SOON)
                .until(() -> keyOf(sender.sign(AgentName.AUDIT, REQUEST)), key -> !key.equals(keyOf(before)));
        assertThat(receiver.verify(before, REQUEST)).isInstanceOf(TokenVerdict.Genuine.class);
        assertThat(receiver.verify(sender.sign(AgentName.AUDIT, REQUEST), REQUEST))
                .isInstanceOf(TokenVerdict.Genuine.class);

        rotation.finish();
        await().atMost(SOON)
                .until(() -> receiver.verify(before, REQUEST).equals(new TokenVerdict.Refused(TokenFault.UNKNOWN_KEY)));
        assertThat(receiver.verify(sender.sign(AgentName.AUDIT, REQUEST), REQUEST))
                .isInstanceOf(TokenVerdict.Genuine.class);
        assertThat(directory).isDirectoryNotContaining("glob:**.next.*").isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void aRotationThatWasInterruptedIsFinishedByDoingItsStepsAgain() throws Exception {
        rotation.publish();
        Files.delete(directory.resolve("orchestrator.next.pub"));
        String published = rotation.token(AgentName.AUDIT, REQUEST, Clock.systemUTC());

        rotation.publish();
        rotation.publish();
        rotation.change();
        rotation.publish();
        rotation.change();
        assertThat(keyOf(rotation.token(AgentName.AUDIT, REQUEST, Clock.systemUTC())))
                .isEqualTo(keyOf(published));
        rotation.finish();

        assertThat(tokens(AgentName.AUDIT).verify(published, REQUEST)).isInstanceOf(TokenVerdict.Genuine.class);
    }

    @Test
    void aPublicKeyIsNotTakenAwayForOneThatNobodySignsWith() throws Exception {
        rotation.publish();
        String before = Files.readString(directory.resolve("orchestrator.pub"));

        assertThatThrownBy(rotation::finish).isInstanceOf(IllegalStateException.class);

        assertThat(directory.resolve("orchestrator.pub")).hasContent(before);
    }

    @Test
    void theAuditAgentsFormerKeyStaysForItsSeals() throws Exception {
        String former = Files.readString(directory.resolve("audit.pub"));
        var audit = new KeyRotation(directory, AgentName.AUDIT);

        audit.publish();
        audit.change();
        audit.finish();

        assertThat(directory).isDirectoryContaining("glob:**/audit.former-*.pub");
        assertThat(Files.readString(directory.resolve("audit.pub"))).isNotEqualTo(former);
    }

    @Test
    void aFileThatIsNoKeyLeavesTheKeysAsTheyWere() throws Exception {
        Path file = directory.resolve("orchestrator.pub");
        String good = Files.readString(file);

        Files.writeString(file, "not a key");

        await().during(AgentKeys.CHECKED_EVERY.plusSeconds(1))
                .atMost(SOON.plusSeconds(5))
                .until(() -> receiver.verify(sender.sign(AgentName.AUDIT, REQUEST), REQUEST)
                        instanceof TokenVerdict.Genuine);
        Files.writeString(file, good);
        rotation.publish();
        awaitGenuine(rotation.token(AgentName.AUDIT, REQUEST, Clock.systemUTC()));
    }

    @Test
    void twoAgentsWithOneKeyDoNotStart() throws Exception {
        Files.copy(directory.resolve("orchestrator.pub"), directory.resolve("io_agent.pub"));

        assertThatThrownBy(() -> tokens(AgentName.AUDIT)).hasMessageContaining("is the key of");
    }

    private void awaitGenuine(String token) {
        await().atMost(SOON).until(() -> receiver.verify(token, REQUEST) instanceof TokenVerdict.Genuine);
    }

    private AgentTokens tokens(AgentName agent) {
        return new AgentTokens(AgentKeys.read(directory, agent), Clock.systemUTC());
    }

    private static String keyOf(String token) {
        return token.substring(0, token.indexOf('.'));
    }
}
