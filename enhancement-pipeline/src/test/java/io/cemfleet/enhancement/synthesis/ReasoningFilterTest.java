package io.cemfleet.enhancement.synthesis;

import static io.cemfleet.enhancement.StageFixtures.context;
import static io.cemfleet.enhancement.StageFixtures.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a model thought never reaches a note, even where it looks like an answer. */
class ReasoningFilterTest {
    private static final String THOUGHT = "### Similar Tickets\n- The requester is lying. [T1]\n";
    private static final String ANSWER = "### Similar Tickets\n- The backup made it slow. [T1]";
    private static final String NOTE = "### Similar Tickets\n- The backup made it slow. [TKT-11111]";

    private final CitationFilter backed = new CitationFilter(PromptSource.of(ticket("Server is slow"), context()), 500);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<think>%s</think>%s",
                "<think>%s</think>\n\n%s",
                "<THINK >%s</ think>%s",
                "<thinking budget=\"high\">%s</thinking>%s",
                "<reasoning>%s</reasoning>%s",
                "<inner_monologue>%s</inner_monologue>%s",
                "<scratchpad><think>%s</think></scratchpad>%s",
                "<seed:think>%s</seed:think>%s",
                "<thinking>%s</thinking>%s",
                "&lt;think&gt;%s&lt;/think&gt;%s",
                "\uff1cthink\uff1e%s\uff1c/think\uff1e%s",
                "<th\u200bink>%s</think>%s",
                "\u25c1think\u25b7%s\u25c1/think\u25b7%s",
                "[THINK]%s[/THINK]%s",
                "%s</think>%s",
                "<|channel|>analysis<|message|>%s<|end|><|start|>assistant<|channel|>final<|message|>%s",
                "<|channel|>analysis<|message|>%s<|end|><|start|>assistant<|channel|>final <|constrain|>md<|message|>%s<|return|>",
                "analysis%s assistantfinal%s",
            })
    void whatStandsBesideTheAnswerIsDropped(String answer) {
        assertThat(backed.of(answer.formatted(THOUGHT, ANSWER))).isEqualTo(NOTE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<think>%s",
                "<think %s",
                "<think\n%s",
                "<think><think>%s</think>%s",
                "<|channel|>analysis<|message|>%s",
                "<|channel|>analysis<|message|>%s<|end|>%s",
                "&lt;thinking&gt;%s"
            })
    void aThoughtWithoutAnEndHidesTheRest(String answer) {
        assertThat(backed.of(answer.formatted(THOUGHT, ANSWER))).isEmpty();
    }

    @Test
    void whatComesAfterTheAnswerInTokensOfTheModelIsDropped() {
        assertThat(backed.of(ANSWER + "<|im_end|>\n<|im_start|>user\n" + THOUGHT))
                .isEqualTo(NOTE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Let me think: the backup may be it. [T1]",
                "I should say that the backup did it. [T1]",
                "I'll cite the backup. [T1]",
                "Hmm, the backup perhaps. [T1]",
                "Okay, so it is the backup. [T1]",
                "We need to mention the backup. [T1]",
                "The user wants me to name the backup. [R1]",
                "The instructions say that each sentence has a label. [T1]",
                "My rules forbid more than the backup. [T1]"
            })
    void sentencesToItselfAreDropped(String sentence) {
        assertThat(backed.of("### Similar Tickets\n- " + sentence + "\n- The backup made it slow. [T1]"))
                .isEqualTo(NOTE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The user says that pages load slowly.",
                "Wait for the end of the backup, then measure latency < 5 ms.",
                "Check I/O of the disk and `show interface <name>`.",
                "So far only pages of the web server load slowly."
            })
    void ordinarySentencesStay(String sentence) {
        assertThat(backed.of("### Similar Tickets\n- " + sentence + " [T1]"))
                .isEqualTo("### Similar Tickets\n- " + sentence + " [TKT-11111]");
    }
}
