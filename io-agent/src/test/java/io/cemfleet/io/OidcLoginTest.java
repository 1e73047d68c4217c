package io.cemfleet.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import io.cemfleet.a2a.testing.PeerStub;
import io.cemfleet.runtime.testing.FleetJson;
import io.cemfleet.runtime.testing.FleetPostgres;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Logins at a real identity provider, by a browser that follows every redirect. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "cem.console.people[0].user=anna",
            "cem.console.people[0].password=acts",
            "cem.console.people[0].role=operator",
            "cem.console.oidc.name=Example ID",
            "cem.console.oidc.roles-claim=realm.groups",
            "cem.console.oidc.admins=noc-admins",
            "cem.console.oidc.operators=noc-shift,noc-day",
            "cem.console.oidc.viewers=everyone"
        })
class OidcLoginTest {
    private static final PeerStub PEERS = PeerStub.start();
    private static final IdentityProvider PROVIDER = new IdentityProvider();
    private static final Duration SECONDS = Duration.ofSeconds(10);

    static volatile int consolePort;

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    private String user = "";

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        FleetPostgres.register(registry, "io_agent");
        PEERS.register(registry);
        registry.add("cem.console.oidc.issuer", PROVIDER::issuer);
        registry.add("cem.console.oidc.client-id", () -> IdentityProvider.CLIENT);
        registry.add("cem.console.oidc.client-secret", () -> IdentityProvider.CLIENT_SECRET);
    }

    @AfterAll
    static void stop() {
        PROVIDER.close();
        PEERS.close();
    }

    @BeforeEach
    void somebodyNew() {
        consolePort = port;
        user = "paula-" + UUID.randomUUID();
    }

    @Test
    void aPersonOfAMappedGroupIsLetInUnderTheirNameAndHighestRole() {
        PROVIDER.groups(user, "everyone", "noc-day");
        PROVIDER.name(user, "Paula P.");
        ConsoleBrowser browser = new ConsoleBrowser(port);

        HttpResponse<String> end = signIn(browser);

        assertThat(end.statusCode()).isEqualTo(200);
        assertThat(end.uri()).isEqualTo(URI.create("http://127.0.0.1:" + port + "/"));
        assertThat(browser.json("/api/me").path("person").asText()).isEqualTo("Paula P.");
        assertThat(browser.json("/api/me").path("role").asText()).isEqualTo("operator");
    }

    @Test
    void theSessionHoldsNoTokenButTheOneThatLogoutShows() {
        PROVIDER.groups(user, "noc-admins");
        ConsoleBrowser browser = new ConsoleBrowser(port);
        signIn(browser);

        List<String> kept = jdbc.sql(
                        """
                        select convert_from(attribute_bytes, 'UTF8') from spring_session_attributes
                        join spring_session on primary_id = session_primary_id where principal_name = :name""")
                .param("name", "oidc:" + user)
                .query(String.class)
                .list();

        assertThat(kept).hasSizeBetween(1, 2).allSatisfy(attribute -> assertThat(attribute)
                .doesNotContainIgnoringCase("access_token", "refresh", "code_verifier"));
        assertThat(String.join("", kept).split("eyJ", -1))
                .as("JWTs begin with eyJ: header and claims of one")
                .hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void aPersonWithoutARoleIsRefusedAndHasNoSession() {
        PROVIDER.groups(user, "accounting");
        ConsoleBrowser browser = new ConsoleBrowser(port);

        HttpResponse<String> end = signIn(browser);

        assertThat(end.statusCode()).isEqualTo(403);
        assertThat(end.body()).contains("none of your groups has a role");
        assertThat(browser.status("/api/me")).isEqualTo(401);
    }

    @Test
    void aPersonWithALocalUsersNameIsNotLetIn() {
        PROVIDER.groups(user, "noc-admins");
        PROVIDER.name(user, "anna");

        HttpResponse<String> end = signIn(new ConsoleBrowser(port));

        assertThat(end.statusCode()).isEqualTo(403);
        assertThat(end.body()).contains("each belongs to one person");
    }

    @Test
    void anotherRoleAtTheNextLoginEndsTheSessionsInTheFormerOne() {
        PROVIDER.groups(user, "noc-admins");
        ConsoleBrowser before = new ConsoleBrowser(port);
        signIn(before);
        assertThat(before.status("/api/me")).isEqualTo(200);

        PROVIDER.groups(user, "everyone");
        ConsoleBrowser after = new ConsoleBrowser(port);
        signIn(after);

        assertThat(after.json("/api/me").path("role").asText()).isEqualTo("viewer");
        assertThat(before.status("/api/me")).isEqualTo(401);
    }

    @Test
    void whoLostEveryRoleHasNoSessionAfterTheNextLogin() {
        PROVIDER.groups(user, "noc-admins");
        ConsoleBrowser before = new ConsoleBrowser(port);
        signIn(before);

        PROVIDER.groups(user);
        assertThat(signIn(new ConsoleBrowser(port)).statusCode()).isEqualTo(403);

        assertThat(before.status("/api/me")).isEqualTo(401);
    }

    @Test
    void theProvidersLogoutInTheBackChannelEndsSessionAndStream() throws JOSEException {
        PROVIDER.groups(user, "everyone");
        ConsoleBrowser browser = new ConsoleBrowser(port);
        signIn(browser);
        URI backChannel = URI.create("http://127.0.0.1:" + port + "/logout/connect/back-channel/oidc");
        try (EventStream stream = new EventStream(port, "", browser.cookieHeader())) {
            assertThat(stream.status()).isEqualTo(200);
            String token = PROVIDER.logoutToken(user);
            assertThat(new ConsoleBrowser(port)
                            .submit(backChannel, Map.of("logout_token", token + "x"))
                            .statusCode())
                    .isEqualTo(400);
            assertThat(browser.status("/api/me")).isEqualTo(200);

            assertThat(new ConsoleBrowser(port)
                            .submit(backChannel, Map.of("logout_token", token))
                            .statusCode())
                    .isEqualTo(200);

            assertThat(browser.status("/api/me")).isEqualTo(401);
            await().atMost(SECONDS).until(stream::ended);
        }
    }

    @Test
    void aLogoutLeadsThroughTheProvidersOwn() {
        PROVIDER.groups(user, "everyone");
        ConsoleBrowser browser = new ConsoleBrowser(port);
        signIn(browser);

        String next = FleetJson.parse(browser.send("POST", "/logout", "").body())
                .path("location")
                .asText();
        HttpResponse<String> end = browser.get(next);

        assertThat(next).startsWith(PROVIDER.issuer());
        assertThat(end.uri().getPath()).isEqualTo("/login.html");
        assertThat(browser.get("/oauth2/authorization/oidc").uri()).isEqualTo(PROVIDER.loginForm());
    }

    @Test
    void anAnswerWithoutALoginRequestIsRefused() {
        ConsoleBrowser browser = new ConsoleBrowser(port);

        HttpResponse<String> end = browser.get("/login/oauth2/code/oidc?code=stolen&state=guessed");

        assertThat(end.uri().toString()).endsWith("/login.html?failed");
        assertThat(browser.status("/api/me")).isEqualTo(401);
    }

    @Test
    void aStrangerWhoBeginsLoginsWithoutEndLeavesSoManyRowsAndNoMore() {
        URI last = PROVIDER.loginForm();
        for (int i = 0; i < 110 && last.equals(PROVIDER.loginForm()); i++) {
            last = new ConsoleBrowser(port, "127.0.9.1")
                    .get("/oauth2/authorization/oidc")
                    .uri();
        }

        assertThat(last.toString()).endsWith("/login.html?wait");
        assertThat(new ConsoleBrowser(port, "127.0.9.2")
                        .get("/oauth2/authorization/oidc")
                        .uri())
                .isEqualTo(PROVIDER.loginForm());
        assertThat(jdbc.sql("select max(max_inactive_interval) from spring_session where principal_name is null")
                        .query(Integer.class)
                        .single())
                .isLessThanOrEqualTo(600);
    }

    @Test
    void localUsersStayBesideTheProviderAndThePageOffersBoth() {
        ConsoleBrowser browser = new ConsoleBrowser(port);

        assertThat(browser.login("anna", "acts").statusCode()).isEqualTo(204);
        assertThat(browser.json("/login/ways").path("password").asBoolean()).isTrue();
        assertThat(browser.json("/login/ways").path("provider").asText()).isEqualTo("Example ID");
    }

    @Test
    void basicIsForLocalFleetsOnly() {
        BasicAuthClient anna = new BasicAuthClient(port, "anna:acts");

        assertThat(anna.get("/api/me").status()).isEqualTo(401);
    }

    @Test
    void theSessionCookieComesBackWithTheProvidersRedirect() {
        assertThat(new ConsoleBrowser(port).login("anna", "acts").headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("cem_session="))
                .singleElement()
                .satisfies(cookie -> assertThat(cookie).contains("SameSite=Lax"));
    }

    private HttpResponse<String> signIn(ConsoleBrowser browser) {
        HttpResponse<String> form = browser.get("/oauth2/authorization/oidc");
        assertThat(form.uri()).isEqualTo(PROVIDER.loginForm());
        return browser.submit(PROVIDER.loginForm(), Map.of("username", user, "password", "secret"));
    }
}
