package io.cemfleet.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommandOptionsTest {
    /** The options of {@code ./fleet user}. */
    private static final Set<String> PARSED_BY_THE_CONSOLE = Set.of("--role", "--generate");

    @Test
    void optionsFlagsAndWordsAreDistinguished() {
        var options =
                CommandOptions.of(List.of("--exit", "--speed", "5", "--topology=x.graphml", "--fill=0.6", "word"));

        assertThat(options.has("--exit")).isTrue();
        assertThat(options.speed()).contains(5.0);
        assertThat(options.fill()).contains(0.6);
        assertThat(options.value("--topology")).contains("x.graphml");
        assertThat(options.words()).containsExactly("word");
    }

    @ParameterizedTest
    @MethodSource("optionsOfTheHelp")
    void everyOptionThatTheHelpNamesIsKnown(String option) {
        assertThatCode(() -> CommandOptions.of(List.of(option, "value"))).doesNotThrowAnyException();
    }

    private static Stream<String> optionsOfTheHelp() throws IOException {
        String script = Files.readString(Path.of("../fleet"));
        String help = script.substring(script.indexOf("usage: ./fleet"), script.indexOf("\n  test ["));
        return Pattern.compile("--[a-z][a-z-]+")
                .matcher(help)
                .results()
                .map(MatchResult::group)
                .distinct()
                .filter(option -> !PARSED_BY_THE_CONSOLE.contains(option));
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> CommandOptions.of(List.of("--fast")))
                .isInstanceOf(CommandOptions.CommandSyntaxException.class);
        assertThatThrownBy(() -> CommandOptions.of(List.of("--speed")))
                .isInstanceOf(CommandOptions.CommandSyntaxException.class);
        assertThatThrownBy(() -> CommandOptions.of(List.of("--speed", "0.5")).speed())
                .isInstanceOf(CommandOptions.CommandSyntaxException.class);
        assertThatThrownBy(() -> CommandOptions.of(List.of("--fill", "2.5")).fill())
                .isInstanceOf(CommandOptions.CommandSyntaxException.class);
        assertThatThrownBy(() -> CommandOptions.of(List.of("--seed", "x")).seed())
                .isInstanceOf(CommandOptions.CommandSyntaxException.class);
        assertThatThrownBy(() -> CommandOptions.of(List.of("--exit")).only("--speed"))
                .isInstanceOf(CommandOptions.CommandSyntaxException.class);
    }
}
