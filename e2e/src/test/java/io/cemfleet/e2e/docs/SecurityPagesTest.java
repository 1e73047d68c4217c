package io.cemfleet.e2e.docs;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.message.AgentName;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page of claims names the test of each claim, and the threat model refers to existing claims. */
class SecurityPagesTest {
    private static final Pattern CLAIMS = Pattern.compile("\\(security\\.md#([a-z0-9-]+)\\)");

    private final TestedPage claims = TestedPage.read("docs/security.md");
    private final TestedPage threats = TestedPage.read("docs/threat-model.md");

    @Test
    void everyTestThatThePagesNameExists() {
        assertThat(claims.tests()).hasSizeGreaterThan(100);
        assertThat(claims.testsThatDoNotExist()).isEmpty();
        assertThat(threats.testsThatDoNotExist()).isEmpty();
    }

    @Test
    void everyClaimNamesATest() {
        assertThat(claims.rowsWithoutATest()).isEmpty();
    }

    /** Modules have tests of the same name: that each agent has this one must be looked up by module. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FLEET_CLI")
    void everyAgentTestsAllItsRoutes(AgentName agent) {
        assertThat(ProjectFiles.testsOf(agent.wire().replace('_', '-'))).anySatisfy(test -> assertThat(test)
                .contains("RouteAccessCheck.of(", "void everyRouteRefusesWhoMayNotUseIt("));
    }

    @Test
    void everyAttackerIsStoppedByClaimsThatThePageHolds() {
        Set<String> sections = claims.sections().keySet().stream()
                .map(SecurityPagesTest::anchor)
                .collect(toSet());
        List<TestedPage.Row> attackers = threats.section("Attackers").toList();

        assertThat(attackers).hasSizeGreaterThan(7);
        assertThat(attackers).allSatisfy(attacker -> assertThat(ProjectFiles.found(CLAIMS, attacker.text()))
                .isNotEmpty());
        assertThat(ProjectFiles.found(CLAIMS, ProjectFiles.text("docs/threat-model.md")))
                .isSubsetOf(sections);
    }

    @Test
    void whatIsNotStoppedIsListed() {
        assertThat(threats.section("Not stopped")).hasSizeGreaterThan(5);
    }

    /** A heading's anchor on the page, as GitHub creates it. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
    }
}
