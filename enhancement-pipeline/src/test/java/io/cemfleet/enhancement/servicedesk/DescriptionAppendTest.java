package io.cemfleet.enhancement.servicedesk;

import static io.cemfleet.enhancement.StageFixtures.MARK;
import static io.cemfleet.enhancement.StageFixtures.ticket;
import static io.cemfleet.enhancement.StageFixtures.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.testing.FleetJson;
import io.cemfleet.a2a.testing.TestTls;
import io.cemfleet.enhancement.StageFixtures;
import io.cemfleet.enhancement.pipeline.Enhancement;
import io.cemfleet.enhancement.pipeline.Preferences;
import io.cemfleet.enhancement.pipeline.UpdateOutcome;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An edit that people make while the block is written is never lost. */
class DescriptionAppendTest {
    private static final Preferences APPEND = new Preferences(true, false, 5, 3, 5, 500, 0.3);
    private static final String EDIT = " Since Monday.";

    private UpdateOutcome update(EditedDesk desk) {
        Duration timeout = Duration.ofSeconds(5);
        var settings = new ServiceDeskSettings(2, Duration.ofMillis(5), Duration.ofMillis(20), timeout);
        var calls = new ServiceDesk(new DeskHttp(FleetJson.MAPPER, TestTls.tls()), settings, Clock.systemUTC());
        return new TicketUpdate(calls, settings, Clock.systemUTC())
                .update(
                        StageFixtures.tenant(desk.http.baseUrl() + "/api/v3", APPEND, "openai/gpt-4"),
                        ticket("Server is slow."),
                        new Enhancement("- Restart it. [TKT-1]", true, null, null, 0, 0, null),
                        within(Duration.ofSeconds(30)));
    }

    private static void assertOneBlock(EditedDesk desk) {
        assertThat(desk.description.split(MARK, -1)).as(desk.description).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void undisturbedTheBlockStandsBelowTheText(boolean history) {
        try (EditedDesk desk = new EditedDesk("Server is slow.", history)) {
            assertThat(update(desk)).isEqualTo(new UpdateOutcome.Written());
            assertThat(update(desk)).isEqualTo(new UpdateOutcome.AlreadyThere());

            assertThat(desk.description).startsWith("Server is slow.<br>");
            assertOneBlock(desk);
            assertThat(desk.notes).isEmpty();
        }
    }

    @Test
    void anEditThatOurWriteReplacedUnreadIsPutBack() {
        try (EditedDesk desk = new EditedDesk("Server is slow.", true).editedBeforeTheWrite(text -> text + EDIT)) {
            assertThat(update(desk)).isEqualTo(new UpdateOutcome.Written());

            assertThat(desk.description).startsWith("Server is slow." + EDIT);
            assertOneBlock(desk);
        }
    }

    @Test
    void aTextThatWasShortenedMeanwhileStaysShort() {
        try (EditedDesk desk = new EditedDesk("Server is slow. Password 1234.", true)
                .editedBeforeTheWrite(text -> "Server is slow.")) {
            update(desk);

            assertThat(desk.description).startsWith("Server is slow.<br>").doesNotContain("1234");
            assertOneBlock(desk);
        }
    }

    @Test
    void anEditThatOurWriteReplacedIsKeptBesideALaterOne() {
        try (EditedDesk desk = new EditedDesk("Server is slow.", true)
                .editedBeforeTheWrite(text -> text + EDIT)
                .editedAfterTheWrite(text -> "Urgent! " + text)) {
            update(desk);

            assertThat(desk.description).contains("Urgent!", EDIT);
            assertOneBlock(desk);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anEditThatReplacedOurWriteGetsTheBlock(boolean history) {
        try (EditedDesk desk =
                new EditedDesk("Server is slow.", history).editedAfterTheWrite(text -> "Server is slow." + EDIT)) {
            assertThat(update(desk)).isEqualTo(new UpdateOutcome.Written());

            assertThat(desk.description).startsWith("Server is slow." + EDIT);
            assertOneBlock(desk);
        }
    }

    @Test
    void aDescriptionThatIsEditedAllTheTimeGetsANote() {
        try (EditedDesk desk = new EditedDesk("0", false)) {
            for (int i = 1; i <= 9; i++) {
                String text = "Server is slow " + i;
                desk.editedAfterTheWrite(before -> text);
            }

            assertThat(update(desk)).isEqualTo(new UpdateOutcome.Written());

            assertThat(desk.description).startsWith("Server is slow").doesNotContain(MARK);
            assertThat(desk.notes).singleElement().asString().contains(MARK);
        }
    }

    /** The worker died between its write and its look; the next one looks. */
    @Test
    void anEditThatADeadWorkerReplacedIsPutBackByTheNext() {
        try (EditedDesk desk = new EditedDesk("Server is slow.", true)) {
            update(desk);
            String written = desk.description;
            desk.description = "Server is slow.";
            desk.forget();
            desk.editedBeforeTheWrite(text -> text + EDIT).write(written);

            assertThat(update(desk)).isEqualTo(new UpdateOutcome.Written());
            assertThat(desk.description).startsWith("Server is slow." + EDIT);
            assertOneBlock(desk);
        }
    }
}
