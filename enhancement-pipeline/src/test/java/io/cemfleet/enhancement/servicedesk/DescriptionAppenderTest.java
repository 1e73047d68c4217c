package io.cemfleet.enhancement.servicedesk;

import static io.cemfleet.enhancement.StageFixtures.MARK;
import static io.cemfleet.enhancement.StageFixtures.ticket;
import static io.cemfleet.enhancement.StageFixtures.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.enhancement.StageFixtures;
import io.cemfleet.enhancement.stage.EnhancementPreferences;
import io.cemfleet.enhancement.stage.EnhancementText;
import io.cemfleet.enhancement.stage.TicketUpdateOutcome;
import io.cemfleet.runtime.testing.FleetJson;
import io.cemfleet.runtime.testing.TestTlsClients;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An edit that people make while the block is written is never lost. */
class DescriptionAppenderTest {
    private static final EnhancementPreferences APPEND = new EnhancementPreferences(true, false, 5, 3, 5, 500, 0.3);
    private static final String EDIT = " Since Monday.";

    private TicketUpdateOutcome update(EditedDeskStub desk) {
        Duration timeout = Duration.ofSeconds(5);
        var settings = new ServiceDeskSettings(2, Duration.ofMillis(5), Duration.ofMillis(20), timeout);
        var calls = new ServiceDeskClient(
                new DeskHttpClient(FleetJson.MAPPER, TestTlsClients.tls()), settings, Clock.systemUTC());
        return new TicketUpdater(calls, settings, Clock.systemUTC())
                .update(
                        StageFixtures.tenant(desk.http.baseUrl() + "/api/v3", APPEND, "openai/gpt-4"),
                        ticket("Server is slow."),
                        new EnhancementText("- Restart it. [TKT-1]", true, null, null, 0, 0, null),
                        within(Duration.ofSeconds(30)));
    }

    private static void assertOneBlock(EditedDeskStub desk) {
        assertThat(desk.description.split(MARK, -1)).as(desk.description).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void undisturbedTheBlockStandsBelowTheText(boolean history) {
        try (EditedDeskStub desk = new EditedDeskStub("Server is slow.", history)) {
            assertThat(update(desk)).isEqualTo(new TicketUpdateOutcome.Written());
            assertThat(update(desk)).isEqualTo(new TicketUpdateOutcome.AlreadyThere());

            assertThat(desk.description).startsWith("Server is slow.<br>");
            assertOneBlock(desk);
            assertThat(desk.notes).isEmpty();
        }
    }

    @Test
    void anEditThatOurWriteReplacedUnreadIsPutBack() {
        try (EditedDeskStub desk =
                new EditedDeskStub("Server is slow.", true).editedBeforeTheWrite(text -> text + EDIT)) {
            assertThat(update(desk)).isEqualTo(new TicketUpdateOutcome.Written());

            assertThat(desk.description).startsWith("Server is slow." + EDIT);
            assertOneBlock(desk);
        }
    }

    @Test
    void aTextThatWasShortenedMeanwhileStaysShort() {
        try (EditedDeskStub desk = new EditedDeskStub("Server is slow. Password 1234.", true)
                .editedBeforeTheWrite(text -> "Server is slow.")) {
            update(desk);

            assertThat(desk.description).startsWith("Server is slow.<br>").doesNotContain("1234");
            assertOneBlock(desk);
        }
    }

    @Test
    void anEditThatOurWriteReplacedIsKeptBesideALaterOne() {
        try (EditedDeskStub desk = new EditedDeskStub("Server is slow.", true)
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
        try (EditedDeskStub desk =
                new EditedDeskStub("Server is slow.", history).editedAfterTheWrite(text -> "Server is slow." + EDIT)) {
            assertThat(update(desk)).isEqualTo(new TicketUpdateOutcome.Written());

            assertThat(desk.description).startsWith("Server is slow." + EDIT);
            assertOneBlock(desk);
        }
    }

    @Test
    void aDescriptionThatIsEditedAllTheTimeGetsANote() {
        try (EditedDeskStub desk = new EditedDeskStub("0", false)) {
            for (int i = 1; i <= 9; i++) {
                String text = "Server is slow " + i;
                desk.editedAfterTheWrite(before -> text);
            }

            assertThat(update(desk)).isEqualTo(new TicketUpdateOutcome.Written());

            assertThat(desk.description).startsWith("Server is slow").doesNotContain(MARK);
            assertThat(desk.notes).singleElement().asString().contains(MARK);
        }
    }

    /** The worker died between its write and its look; the next one looks. */
    @Test
    void anEditThatADeadWorkerReplacedIsPutBackByTheNext() {
        try (EditedDeskStub desk = new EditedDeskStub("Server is slow.", true)) {
            update(desk);
            String written = desk.description;
            desk.description = "Server is slow.";
            desk.forget();
            desk.editedBeforeTheWrite(text -> text + EDIT).write(written);

            assertThat(update(desk)).isEqualTo(new TicketUpdateOutcome.Written());
            assertThat(desk.description).startsWith("Server is slow." + EDIT);
            assertOneBlock(desk);
        }
    }
}
