package io.cemfleet.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.PlacementDecline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

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
