package io.cemfleet.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.ActionRefusal;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.IncidentResolution;
import io.cemfleet.a2a.contract.IncidentState;
import io.cemfleet.a2a.contract.PlacementDecline;
import io.cemfleet.a2a.contract.ProtectionStatus;
import io.cemfleet.a2a.contract.WaitingFor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The console explains every code that the contract defines, and none that it does not. */
class ConsoleWordsTest {

    @Test
    void theConsoleExplainsExactlyTheEscalationReasonsOfTheContract() throws IOException {
        List<String> reasons = Arrays.stream(EscalationReason.values())
                .filter(reason -> reason != EscalationReason.UNKNOWN)
                .map(EscalationReason::wire)
                .toList();

        assertThat(explained("REASONS")).containsExactlyInAnyOrderElementsOf(reasons);
    }

    @Test
    void theConsoleExplainsExactlyTheReasonsForWhichAPlanDeclines() throws IOException {
        List<String> reasons = Arrays.stream(PlacementDecline.Reason.values())
                .map(PlacementDecline.Reason::wire)
                .toList();

        assertThat(explained("DECLINES")).containsExactlyInAnyOrderElementsOf(reasons);
    }

    /** A script compares codes with texts: each text is a code of the contract. */
    @ParameterizedTest
    @MethodSource("comparisons")
    void theConsoleComparesWithCodesOfTheContractAlone(String compared, List<String> codes) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Resource script : new PathMatchingResourcePatternResolver().getResources("classpath:static/js/*.js")) {
            Pattern.compile("\\b" + compared + "(?: === | !== |\\.startsWith\\()'([^']+)'")
                    .matcher(script.getContentAsString(StandardCharsets.UTF_8))
                    .results()
                    .forEach(comparison -> texts.add(comparison.group(1)));
        }

        assertThat(texts).isNotEmpty().isSubsetOf(codes);
    }

    static Stream<Arguments> comparisons() {
        return Stream.of(
                Arguments.of("(?:ticket|t|p|incident)\\.status", codes(IncidentState.known(), IncidentState::wire)),
                Arguments.of(
                        "(?:incident|ticket|t)\\.waiting_for", codes(List.of(WaitingFor.values()), WaitingFor::wire)),
                Arguments.of("p\\.state", codes(List.of(ProtectionStatus.values()), ProtectionStatus::wire)),
                Arguments.of(
                        "decline\\?\\.reason",
                        codes(List.of(PlacementDecline.Reason.values()), PlacementDecline.Reason::wire)),
                Arguments.of("problem\\.message", codes(List.of(ActionRefusal.values()), ActionRefusal::wire)),
                Arguments.of(
                        "ticket\\.resolution", codes(List.of(IncidentResolution.values()), IncidentResolution::wire)));
    }

    private static <E> List<String> codes(List<E> constants, Function<E, String> wire) {
        return constants.stream().map(wire).toList();
    }

    private static List<String> explained(String table) throws IOException {
        String script = new ClassPathResource("static/js/words.js").getContentAsString(StandardCharsets.UTF_8);
        Matcher body = Pattern.compile("const " + table + " = \\{(.*?)\n};", Pattern.DOTALL)
                .matcher(script);
        assertThat(body.find()).as("the table %s", table).isTrue();
        return Pattern.compile("^  (\\w+): '.+',$", Pattern.MULTILINE)
                .matcher(body.group(1))
                .results()
                .map(entry -> entry.group(1))
                .toList();
    }
}
