package io.cemfleet.e2e.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.cemfleet.e2e.fleet.ConsoleTickets;
import io.cemfleet.e2e.fleet.FleetUnderTest;
import io.cemfleet.e2e.fleet.LabClient;
import io.cemfleet.e2e.fleet.OperatorHttp;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConsoleTest {
    private static final String CONSOLE = "http://127.0.0.1:8009/";
    private static final double PATIENCE = 180_000;
    private static final List<Path> BROWSERS = List.of(
            Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"), Path.of("/usr/bin/google-chrome"));

    private static Playwright playwright;
    private static Browser browser;

    @BeforeAll
    static void theFleetAndABrowserAreUp() {
        FleetUnderTest.up();
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(BROWSERS.stream()
                                .filter(Files::isExecutable)
                                .findFirst()
                                .orElseThrow())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    @AfterAll
    static void close() {
        browser.close();
        playwright.close();
    }

    @Test
    void anIncidentAppearsAndMovesOnWithoutAReload() {
        Page page = loggedIn(ColorScheme.DARK);
        assertThat(page.locator("#live-text")).hasText("live");
        page.evaluate("window.notReloaded = true");
        String link = LabClient.smallLink(Set.of());

        LabClient.degrade(link);
        Locator ticket = page.locator(".ticket")
                .filter(new Locator.FilterOptions().setHasText(link))
                .first();
        assertThat(ticket).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE));
        ticket.click();
        assertThat(page.locator(".timeline li[data-phase='6']").first())
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE));
        assertThat(page.locator(".tunnel .mono").first()).hasText(Pattern.compile("sr-policy-.*-protect-\\d+"));
        shoot(page, "incident-dark");
        LabClient.heal(link);
        assertThat(page.locator(".timeline li[data-type='ticket_closed']"))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE));

        assertThat(page.evaluate("window.notReloaded")).isEqualTo(true);
        ConsoleTickets.awaitStatus(String.valueOf(ticket.getAttribute("data-id")), "closed");
    }

    @Test
    void aPersonSeesWhatIsProtectedTakesTheIncidentOverAndHandsItBack() {
        Page page = loggedIn(ColorScheme.DARK);
        String link =
                LabClient.smallLink(ConsoleTickets.linksSince(Instant.now().minus(Duration.ofMinutes(30))));
        LabClient.degrade(link);
        try {
            String incident = ConsoleTickets.awaitOpen(link);
            page.navigate(CONSOLE + "#/incidents/" + incident);
            assertThat(page.locator(".head h2")).containsText(incident);
            assertThat(page.locator(".timeline li[data-phase='6']").first()).isVisible(patiently());
            assertThat(page.locator(".protections tbody")).containsText("steered", withPatience());

            act(page, "comment", "Fibre crew <b>called</b>", page.locator(".comments li"));
            act(page, "take_over", "the crew is at it", page.locator(".banner.person"));
            assertThat(page.locator(".banner.person")).containsText("has this incident");
            bothThemesAreReadable(page, "taken-over");
            act(page, "hand_back", "the crew is gone", page.locator("[data-act='take_over']"));

            assertThat(page.locator(".banner.person")).isHidden();
            assertThat(page.locator(".comments p").first()).hasText("Fibre crew <b>called</b>");
            LabClient.heal(link);
            ConsoleTickets.awaitStatus(incident, "closed");
        } finally {
            LabClient.heal(link);
        }
    }

    @Test
    void theGlobalStopIsConfirmedShownToAllAndLifted() {
        Page page = loggedIn(ColorScheme.LIGHT);
        assertThat(page.locator("#automation-text")).hasText("automation runs");
        try {
            page.click("#stop");
            page.fill("dialog textarea", "drill");
            page.click("dialog button[type=submit]");
            assertThat(page.locator("#stopped")).containsText("Reason: drill");
            bothThemesAreReadable(page, "stopped");
        } finally {
            page.click("#stop");
            page.fill("dialog textarea", "drill is over");
            page.click("dialog button[type=submit]");
        }
        assertThat(page.locator("#stopped")).isHidden();
    }

    @Test
    void anEnhancedTicketIsShownWithSourcesAndFeedbackIsStored() {
        Page page = loggedIn(ColorScheme.DARK);
        String ticket = "E2E-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
        String order = "{\"ticket_id\": \"" + ticket + "\", \"subject\": \"Slow\", \"description\":"
                + " \"<script>alert(1)</script> Slow since noon.\", \"priority\": \"high\", \"fire\": true}";
        OperatorHttp.post(8090, "/lab/tickets", order.getBytes(StandardCharsets.UTF_8), Map.of());

        page.click("nav a[href='/tickets.html']");
        page.fill("input[name=ticket_id]", ticket);
        Locator row = page.locator(".ticket").filter(new Locator.FilterOptions().setHasText(ticket));
        assertThat(row.first()).containsText("completed", withPatience());
        row.first().click();
        assertThat(page.locator(".head h2")).containsText(ticket);
        assertThat(page.locator(".note")).isVisible();
        bothThemesAreReadable(page, "ticket");

        page.click("[data-keep='up']");
        page.fill("dialog textarea", "found at once");
        page.click("dialog button[type=submit]");
        assertThat(page.locator("[data-keep='up']")).hasAttribute("aria-pressed", "true");
        page.reload();
        assertThat(page.locator("[data-keep='up']")).hasAttribute("aria-pressed", "true");
        assertThat(page.locator(".opinions")).containsText("found at once");
    }

    /** Repeats the command where the incident has changed meanwhile, until the page shows its effect. */
    private static void act(Page page, String action, String reason, Locator shown) {
        org.awaitility.Awaitility.await(action).atMost(Duration.ofSeconds(60)).until(() -> {
            page.click("[data-act='" + action + "']");
            page.fill("dialog textarea", reason);
            page.click("dialog button[type=submit]");
            page.locator("dialog").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
            return page.locator("#notice").isHidden();
        });
        assertThat(shown.first()).isVisible(patiently());
    }

    private static void bothThemesAreReadable(Page page, String name) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            readable(page, name + "-" + scheme.name().toLowerCase(Locale.ROOT));
        }
    }

    private static void readable(Page page, String name) {
        var violations = new AxeBuilder(page).analyze().getViolations();
        shoot(page, name);
        assertThat(violations.stream().map(rule -> rule.getId() + ": " + rule.getNodes()))
                .isEmpty();
    }

    private static LocatorAssertions.IsVisibleOptions patiently() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE);
    }

    private static LocatorAssertions.ContainsTextOptions withPatience() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE);
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"DARK", "LIGHT"})
    void bothThemesAreReadableForAll(ColorScheme scheme) {
        Page page = loggedIn(scheme);

        readable(page, "overview-" + scheme.name().toLowerCase(Locale.ROOT));
    }

    @Test
    void aWrongPasswordIsReportedAndGivesNoAccess() {
        Page page = browser.newPage();
        page.navigate(CONSOLE);

        page.fill("input[name=user]", "operator");
        page.fill("input[name=password]", "wrong");
        page.click("button[type=submit]");

        assertThat(page.locator("#problem")).hasText("User or password is wrong.");
    }

    private static Page loggedIn(ColorScheme scheme) {
        Page page = browser.newContext(
                        new Browser.NewContextOptions().setColorScheme(scheme).setViewportSize(1600, 900))
                .newPage();
        Map<String, String> credentials = FleetUnderTest.credentials();
        page.navigate(CONSOLE);
        page.fill("input[name=user]", credentials.get("OPERATOR_USER"));
        page.fill("input[name=password]", credentials.get("OPERATOR_PASSWORD"));
        page.click("button[type=submit]");
        assertThat(page.locator("#tickets-title")).isVisible();
        return page;
    }

    private static void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/screenshots/" + name + ".png")));
    }
}
