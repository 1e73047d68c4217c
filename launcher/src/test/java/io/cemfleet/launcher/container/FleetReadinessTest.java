package io.cemfleet.launcher.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class FleetReadinessTest {
    private final List<String> printed = new ArrayList<>();

    @Test
    void everyPartThatBecomesReadyIsPrintedUntilAllAre() {
        // given a lab that is ready at once, and an audit agent that is at the second question
        List<String> asked = new ArrayList<>();
        Predicate<String> ready = page -> {
            asked.add(page);
            return page.equals("lab/health")
                    || asked.stream().filter(page::equals).count() > 1;
        };

        // when
        List<String> missing =
                new FleetReadiness(pages("lab", "audit"), ready, printed::add).await(Duration.ofMinutes(1));

        // then
        assertThat(missing).isEmpty();
        assertThat(printed).hasSize(2);
        assertThat(printed.getFirst()).endsWith("1 of 2 parts are ready; waiting for audit");
        assertThat(printed.getLast()).endsWith("2 of 2 parts are ready");
    }

    @Test
    void whatIsNotReadyWhenTheLimitIsOverIsNamed() {
        Predicate<String> ready = page -> page.equals("lab/health");

        assertThat(new FleetReadiness(pages("lab", "audit", "io-agent"), ready, printed::add).await(Duration.ZERO))
                .containsExactly("audit", "io-agent");
    }

    private static Map<String, String> pages(String... parts) {
        Map<String, String> pages = new LinkedHashMap<>();
        for (String part : parts) {
            pages.put(part, part + "/health");
        }
        return pages;
    }
}
