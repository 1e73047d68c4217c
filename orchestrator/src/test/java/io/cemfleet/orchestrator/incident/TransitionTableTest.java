package io.cemfleet.orchestrator.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of transitions and the types that allow them say the same. */
class TransitionTableTest {
    private static final Pattern EDGE = Pattern.compile("(?m)^\\| (\\w+ → \\w+) \\|");

    @Test
    void thePageHasEveryTransitionThatTheTypesAllowAndNoOther() throws IOException {
        String page = Files.readString(Path.of("../docs/coverage.md"));

        Set<String> reported = EDGE.matcher(page)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(reported).isEqualTo(allowed());
    }

    private static Set<String> allowed() {
        Set<String> edges = new TreeSet<>();
        for (Class<?> state : IncidentStage.class.getDeclaredClasses()) {
            if (state.isRecord()) {
                Arrays.stream(state.getMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()) && leadsOn(method, state))
                        .forEach(method -> edges.add(name(state) + " → " + name(method.getReturnType())));
            }
        }
        return edges;
    }

    private static boolean leadsOn(Method method, Class<?> from) {
        Class<?> to = method.getReturnType();
        return IncidentStage.class.isAssignableFrom(to) && to.isRecord() && to != from;
    }

    private static String name(Class<?> state) {
        return state.getSimpleName().toLowerCase(Locale.ROOT);
    }
}
