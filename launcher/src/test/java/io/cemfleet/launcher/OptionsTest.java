package io.cemfleet.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void optionsFlagsAndWordsAreToldApart() {
        var options = Options.of(List.of("--exit", "--speed", "5", "--topology=x.graphml", "--fill=0.6", "word"));

        assertThat(options.has("--exit")).isTrue();
        assertThat(options.speed()).contains(5.0);
        assertThat(options.fill()).contains(0.6);
        assertThat(options.value("--topology")).contains("x.graphml");
        assertThat(options.words()).containsExactly("word");
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> Options.of(List.of("--fast"))).isInstanceOf(Options.Wrong.class);
        assertThatThrownBy(() -> Options.of(List.of("--speed"))).isInstanceOf(Options.Wrong.class);
        assertThatThrownBy(() -> Options.of(List.of("--speed", "0.5")).speed()).isInstanceOf(Options.Wrong.class);
        assertThatThrownBy(() -> Options.of(List.of("--fill", "2.5")).fill()).isInstanceOf(Options.Wrong.class);
        assertThatThrownBy(() -> Options.of(List.of("--seed", "x")).seed()).isInstanceOf(Options.Wrong.class);
        assertThatThrownBy(() -> Options.of(List.of("--exit")).only("--speed")).isInstanceOf(Options.Wrong.class);
    }
}
