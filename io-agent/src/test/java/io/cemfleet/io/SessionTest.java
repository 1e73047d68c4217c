package io.cemfleet.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.testing.PeerStub;
import io.cemfleet.runtime.testing.FleetPostgres;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Sessions of people: where they are kept, and what ends them. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "cem.a2a.operators.user=operator",
            "cem.a2a.operators.password=pass",
            "cem.console.users-reread=200ms",
            "cem.console.tries.per-address=1000",
            "cem.console.keep-alive=1s"
        })
@ActiveProfiles("local")
class SessionTest {
    private static final PeerStub PEERS = PeerStub.start();
    private static final Duration SECONDS = Duration.ofSeconds(10);
    private static final String ANNA = UsersFixture.line("anna", "operator", "acts");
    private static final String GUEST = UsersFixture.line("guest", "viewer", "looks");
    private static final UsersFixture USERS = new UsersFixture(ANNA, GUEST);

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Environment environment;

    private ConsoleBrowser anna;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        FleetPostgres.register(registry, "io_agent");
        PEERS.register(registry);
        registry.add("cem.console.users-file", () -> USERS.file().toString());
    }

    @AfterAll
    static void stop() {
        PEERS.close();
    }

    @BeforeEach
    void annaIsLoggedIn() {
        USERS.write(ANNA, GUEST);
        anna = new ConsoleBrowser(port);
        await().atMost(SECONDS)
                .until(() -> anna.login("anna", "acts").statusCode() == 204 && anna.status("/api/me") == 200);
    }

    @Test
    void aLoginBeginsASessionThatSaysWhoItIs() {
        JsonNode me = anna.json("/api/me");

        assertThat(me.path("person").asText()).isEqualTo("anna");
        assertThat(me.path("role").asText()).isEqualTo("operator");
        assertThat(anna.get("/").body()).contains("Incidents");
    }

    @Test
    void aLoginGivesTheBrowserAnotherSessionIdThanItCameWith() {
        String before = anna.cookie("cem_session");

        assertThat(anna.login("anna", "acts").statusCode()).isEqualTo(204);

        assertThat(anna.cookie("cem_session")).isNotEmpty().isNotEqualTo(before);
        assertThat(statusWithCookie(before)).isEqualTo(401);
    }

    @Test
    void theSessionCookieIsForThisSiteAndNoScript() {
        HttpResponse<String> answer = new ConsoleBrowser(port).login("anna", "acts");

        assertThat(answer.headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("cem_session="))
                .singleElement()
                .satisfies(cookie -> assertThat(cookie).contains("HttpOnly", "SameSite=Strict", "Path=/"));
    }

    @Test
    void aLogoutEndsTheSessionOnTheServerAndItsStream() {
        String[] cookies = anna.cookieHeader();
        String session = anna.cookie("cem_session");
        try (EventStream stream = new EventStream(port, "", cookies)) {
            HttpResponse<String> answer = anna.send("POST", "/logout", "");

            assertThat(answer.body()).contains("/login.html");
            assertThat(statusWithCookie(session)).isEqualTo(401);
            await().atMost(SECONDS).until(stream::ended);
        }
    }

    @Test
    void aChangedPasswordEndsTheSessionsAndTheirStreams() {
        try (EventStream stream = new EventStream(port, "", anna.cookieHeader())) {
            assertThat(stream.status()).isEqualTo(200);

            USERS.write(UsersFixture.line("anna", "operator", "acts otherwise"), GUEST);

            await().atMost(SECONDS).until(stream::ended);
            assertThat(anna.status("/api/me")).isEqualTo(401);
        }
    }

    @Test
    void aChangedRoleEndsTheSessionsAndTheNextLoginHasIt() {
        USERS.write(ANNA.replace(":operator:", ":viewer:"), GUEST);

        await().atMost(SECONDS).until(() -> anna.status("/api/me") == 401);
        assertThat(anna.login("anna", "acts").statusCode()).isEqualTo(204);
        assertThat(anna.json("/api/me").path("role").asText()).isEqualTo("viewer");
    }

    @Test
    void aUserWhoIsRemovedIsOut() {
        USERS.write(GUEST);

        await().atMost(SECONDS).until(() -> anna.status("/api/me") == 401);
        assertThat(anna.login("anna", "acts").statusCode()).isEqualTo(401);
    }

    @Test
    void aFileThatCannotBeReadKeepsTheUsersAsTheyWere() {
        USERS.add("bad line");
        USERS.add(UsersFixture.line("late", "viewer", "late"));

        await().during(Duration.ofSeconds(1)).atMost(SECONDS).until(() -> anna.status("/api/me") == 200);
        assertThat(new ConsoleBrowser(port).login("late", "late").statusCode()).isEqualTo(401);
        assertThat(new ConsoleBrowser(port).login("guest", "looks").statusCode())
                .isEqualTo(204);
    }

    @Test
    void anAdministratorSeesAllSessionsAndEndsThemWithTheirStreams() {
        ConsoleBrowser admin = new ConsoleBrowser(port);
        admin.login("operator", "pass");
        try (EventStream stream = new EventStream(port, "", anna.cookieHeader())) {
            String id = idOf(admin, "anna");

            assertThat(admin.send("DELETE", "/api/sessions/" + id, "").statusCode())
                    .isEqualTo(204);

            assertThat(anna.status("/api/me")).isEqualTo(401);
            await().atMost(SECONDS).until(stream::ended);
            assertThat(admin.status("/api/me")).isEqualTo(200);
            await().atMost(SECONDS)
                    .untilAsserted(() -> assertThat(PEERS.payloads("log_event")).anySatisfy(event -> {
                        assertThat(event.path("actor").asText()).isEqualTo("operator");
                        assertThat(event.at("/details/action").asText()).isEqualTo("end_session");
                        assertThat(event.at("/details/person").asText()).isEqualTo("anna");
                    }));
        }
    }

    @Test
    void othersSeeAndEndTheirOwnSessionsOnly() {
        ConsoleBrowser guest = new ConsoleBrowser(port);
        guest.login("guest", "looks");
        ConsoleBrowser admin = new ConsoleBrowser(port);
        admin.login("operator", "pass");

        assertThat(people(guest)).containsOnly("guest");
        assertThat(guest.send("DELETE", "/api/sessions/" + idOf(admin, "anna"), "")
                        .statusCode())
                .isEqualTo(404);
        assertThat(anna.status("/api/me")).isEqualTo(200);
        assertThat(guest.send("DELETE", "/api/sessions/" + idOf(guest, "guest"), "")
                        .statusCode())
                .isEqualTo(204);
        assertThat(guest.status("/api/me")).isEqualTo(401);
    }

    @Test
    void aListOfSessionsNamesNoSecretOfThem() {
        String list = anna.get("/api/sessions").body();

        assertThat(list).contains("\"current\":true").doesNotContain(anna.cookie("cem_session"));
        assertThat(list)
                .doesNotContain(jdbc.sql("select session_id from spring_session limit 1")
                        .query(String.class)
                        .single());
    }

    @Test
    void aSessionThatExpiredIsOverWithItsStream() {
        try (EventStream stream = new EventStream(port, "", anna.cookieHeader())) {
            jdbc.sql(
                            "update spring_session set last_access_time = 1, expiry_time = 2 where principal_name = 'local:anna'")
                    .update();

            await().atMost(SECONDS).until(stream::ended);
            assertThat(anna.status("/api/me")).isEqualTo(401);
        }
    }

    @Test
    void aLoginIsOverAfterItsLifetimeHoweverOftenItIsUsed() {
        jdbc.sql(
                        """
                        update spring_session_attributes a
                        set attribute_bytes = convert_to(regexp_replace(convert_from(attribute_bytes, 'UTF8'),
                            '(since[^0-9]*)[0-9.]+', '\\11000000000.0'), 'UTF8')
                        from spring_session s where s.primary_id = a.session_primary_id
                        and s.principal_name = 'local:anna' and attribute_name = 'login'""")
                .update();

        assertThat(anna.status("/api/me")).isEqualTo(401);
    }

    @Test
    void anotherInstanceAndARestartKnowTheSession() {
        ConsoleBrowser admin = new ConsoleBrowser(port);
        admin.login("operator", "pass");
        try (ConfigurableApplicationContext other = anotherInstance(USERS)) {
            String there = "http://127.0.0.1:" + other.getEnvironment().getProperty("local.server.port");

            assertThat(anna.get(there + "/api/me").body()).contains("anna");
            assertThat(admin.get(there + "/api/me").body()).contains("operator");
            anna.send("POST", "/logout", "");
            assertThat(anna.get(there + "/api/me").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void aUsersFileThatIsWrongStopsTheStart() {
        UsersFixture wrong = new UsersFixture(ANNA, "bert:viewer:secret");

        assertThatThrownBy(() -> anotherInstance(wrong).close())
                .hasStackTraceContaining("line 2: the hash must be")
                .satisfies(e -> assertThat(String.valueOf(e)).doesNotContain("secret"));
    }

    private ConfigurableApplicationContext anotherInstance(UsersFixture users) {
        String[] asHere = Stream.of(
                        "server.port",
                        "spring.datasource.url",
                        "spring.datasource.username",
                        "spring.datasource.password",
                        "cem.a2a.key-directory",
                        "cem.a2a.operators.user",
                        "cem.a2a.operators.password")
                .map(name -> "--" + name + "=" + environment.getProperty(name))
                .toArray(String[]::new);
        return new SpringApplicationBuilder(IoAgentApplication.class)
                .properties("spring.jmx.enabled=false")
                .initializers(context -> TestPropertyValues.of(
                                "management.server.port=0", "cem.console.users-file=" + users.file())
                        .applyTo(context))
                .run(asHere);
    }

    private int statusWithCookie(String session) {
        return new ConsoleBrowser(port)
                .get("/api/me", "Cookie", "cem_session=" + session)
                .statusCode();
    }

    private static String idOf(ConsoleBrowser browser, String person) {
        for (JsonNode session : browser.json("/api/sessions").path("items")) {
            if (session.path("person").asText().equals(person)) {
                return session.path("id").asText();
            }
        }
        throw new AssertionError("no session of " + person);
    }

    private static List<String> people(ConsoleBrowser browser) {
        return browser.json("/api/sessions").path("items").findValuesAsText("person");
    }
}
