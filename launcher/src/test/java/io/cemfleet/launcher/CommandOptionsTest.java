package io.cemfleet.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandOptionsTest {
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
