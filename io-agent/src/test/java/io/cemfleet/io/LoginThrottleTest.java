package io.cemfleet.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.testing.PeerStub;
import io.cemfleet.runtime.testing.FleetPostgres;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Wrong passwords make those wait who send them. Each test has addresses of its own. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "cem.console.tries.per-pair=3",
            "cem.console.tries.per-address=6",
            "cem.console.tries.per-account=8",
            "cem.console.tries.per-device=4"
        })
class LoginThrottleTest {
    private static final PeerStub PEERS = PeerStub.start();

    /** One for each test; no test attacks carl. */
    private static final List<String> PEOPLE = List.of("anna", "bert", "carl", "dora", "emil", "fred");

    @LocalServerPort
    private int port;

    @Autowired
    private MeterRegistry meters;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        FleetPostgres.register(registry, "io_agent");
        PEERS.register(registry);
        for (int i = 0; i < PEOPLE.size(); i++) {
            String person = PEOPLE.get(i);
            registry.add("cem.console.people[" + i + "].user", () -> person);
            registry.add("cem.console.people[" + i + "].password", () -> person + "'s");
            registry.add("cem.console.people[" + i + "].role", () -> "viewer");
        }
    }

    @AfterAll
    static void stop() {
        PEERS.close();
    }

    @Test
    void afterTooManyWrongPasswordsTheRightOneWaitsToo() {
        ConsoleBrowser stranger = new ConsoleBrowser(port, "127.0.1.1");
        wrong(stranger, "anna", 3);

        HttpResponse<String> answer = stranger.login("anna", "anna's");

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isPositive();
        assertThat(answer.body()).contains("too many wrong passwords");
    }

    @Test
    void manyPasswordsAtOnceAreNotMoreThanOneAfterTheOther() {
        List<Integer> wrong = atOnce(40, "127.0.8.1", "stranger", "wrong");
        List<Integer> right = atOnce(40, "127.0.8.2", "carl", "carl's");

        assertThat(wrong).filteredOn(status -> status == 401).hasSize(3);
        assertThat(wrong).filteredOn(status -> status == 429).hasSize(37);
        assertThat(right).containsOnly(204);
    }

    @Test
    void aStrangersTriesDoNotKeepTheOwnerOut() {
        ConsoleBrowser owner = new ConsoleBrowser(port, "127.0.2.1");
        assertThat(owner.login("bert", "bert's").statusCode()).isEqualTo(204);
        for (int address = 2; address < 8; address++) {
            ConsoleBrowser stranger = new ConsoleBrowser(port, "127.0.2." + address);
            for (int i = 0; i < 3; i++) {
                stranger.login("bert", "wrong");
            }
        }

        assertThat(new ConsoleBrowser(port, "127.0.2.99")
                        .login("bert", "bert's")
                        .statusCode())
                .as("from a place without an earlier login as bert")
                .isEqualTo(429);
        assertThat(new ConsoleBrowser(port, "127.0.2.1").login("bert", "bert's").statusCode())
                .as("from the address of the earlier success")
                .isEqualTo(204);
    }

    @Test
    void aBrowserThatLoggedInBeforeIsCountedByItself() {
        ConsoleBrowser owner = new ConsoleBrowser(port, "127.0.3.1");
        assertThat(owner.login("dora", "dora's").statusCode()).isEqualTo(204);
        wrong(new ConsoleBrowser(port, "127.0.3.1"), "dora", 3);
        assertThat(new ConsoleBrowser(port, "127.0.3.1").login("dora", "dora's").statusCode())
                .isEqualTo(429);

        assertThat(owner.login("dora", "dora's").statusCode()).isEqualTo(204);
        wrong(owner, "dora", 4);
        assertThat(owner.login("dora", "dora's").statusCode()).isEqualTo(429);
    }

    @Test
    void aDeviceCookieOfAnotherAccountCountsForNothing() {
        ConsoleBrowser stranger = new ConsoleBrowser(port, "127.0.4.1");
        assertThat(stranger.login("carl", "carl's").statusCode()).isEqualTo(204);

        wrong(stranger, "emil", 3);

        assertThat(stranger.login("emil", "emil's").statusCode()).isEqualTo(429);
    }

    @Test
    void aSuccessForgivesNoWrongPasswords() {
        ConsoleBrowser stranger = new ConsoleBrowser(port, "127.0.5.1");
        wrong(stranger, "fred", 2);

        assertThat(new ConsoleBrowser(port, "127.0.5.2").login("fred", "fred's").statusCode())
                .isEqualTo(204);
        assertThat(stranger.login("carl", "carl's").statusCode()).isEqualTo(204);

        wrong(stranger, "fred", 1);
        assertThat(stranger.login("fred", "fred's").statusCode()).isEqualTo(429);
    }

    @Test
    void anAddressThatTriesManyAccountsWaitsAndOthersDoNot() {
        ConsoleBrowser stranger = new ConsoleBrowser(port, "127.0.6.1");
        for (int i = 0; i < 6; i++) {
            wrong(stranger, "stranger-" + UUID.randomUUID(), 1);
        }

        assertThat(stranger.login("carl", "carl's").statusCode()).isEqualTo(429);
        assertThat(new ConsoleBrowser(port, "127.0.6.2").login("carl", "carl's").statusCode())
                .isEqualTo(204);
    }

    @Test
    void anUnknownNameCostsAsManyHashesAsAKnownOne() {
        double before = hashes();
        wrong(new ConsoleBrowser(port, "127.0.7.1"), "carl", 1);
        double known = hashes() - before;
        wrong(new ConsoleBrowser(port, "127.0.7.2"), "stranger", 1);

        assertThat(known).isEqualTo(1);
        assertThat(hashes() - before - known).isEqualTo(known);
    }

    private List<Integer> atOnce(int count, String address, String user, String password) {
        try (var browsers = Executors.newVirtualThreadPerTaskExecutor()) {
            return Stream.generate(() -> browsers.submit(() -> new ConsoleBrowser(port, address)
                            .login(user, password)
                            .statusCode()))
                    .limit(count)
                    .toList()
                    .stream()
                    .map(LoginThrottleTest::answer)
                    .toList();
        }
    }

    private static int answer(Future<Integer> login) {
        try {
            return login.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private double hashes() {
        return meters.counter("cem.console.password.hashes").count();
    }

    private static void wrong(ConsoleBrowser browser, String user, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(browser.login(user, "wrong " + i).statusCode()).isEqualTo(401);
        }
    }
}
