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
import io.cemfleet.e2e.fleet.FleetUnderTest;
import io.cemfleet.e2e.fleet.Lab;
import io.cemfleet.e2e.fleet.Tickets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        String link = Lab.smallLink(Set.of());

        Lab.degrade(link);
        Locator ticket = page.locator(".ticket")
                .filter(new Locator.FilterOptions().setHasText(link))
                .first();
        assertThat(ticket).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE));
        ticket.click();
        assertThat(page.locator(".timeline li[data-phase='6']").first())
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE));
        assertThat(page.locator(".tunnel .mono").first()).hasText(Pattern.compile("sr-policy-.*-protect-\\d+"));
        shoot(page, "incident-dark");
        Lab.heal(link);
        assertThat(page.locator(".timeline li[data-type='ticket_closed']"))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE));

        assertThat(page.evaluate("window.notReloaded")).isEqualTo(true);
        Tickets.awaitStatus(String.valueOf(ticket.getAttribute("data-id")), "closed");
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"DARK", "LIGHT"})
    void bothThemesAreReadableForAll(ColorScheme scheme) {
        Page page = loggedIn(scheme);

        var violations = new AxeBuilder(page).analyze().getViolations();

        shoot(page, "overview-" + scheme.name().toLowerCase(java.util.Locale.ROOT));
        assertThat(violations.stream().map(rule -> rule.getId() + ": " + rule.getNodes()))
                .isEmpty();
    }

    @Test
    void aWrongPasswordIsToldAndLeadsNowhere() {
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
