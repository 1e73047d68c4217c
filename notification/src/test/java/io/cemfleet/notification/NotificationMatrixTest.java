package io.cemfleet.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cemfleet.a2a.contract.NotificationChannel;
import io.cemfleet.a2a.contract.NotificationEvent;
import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.notification.matrix.NotificationMatrix;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The packaged matrix, and which other ones the agent refuses to start with. */
class NotificationMatrixTest {
    private static final NotificationChannel WEBEX = new NotificationChannel("webex");
    private static final NotificationChannel SERVICENOW = new NotificationChannel("servicenow");
    private static final NotificationChannel EMAIL = new NotificationChannel("email");
    private static final Set<NotificationChannel> ALL = Set.of(WEBEX, SERVICENOW, EMAIL);

    private final NotificationSettings.Matrix packaged =
            NotificationFixtures.packagedSettings().matrix();
    private final Map<Severity, Set<String>> rows = new EnumMap<>(packaged.rows());
    private final Map<SlaTier, Severity> tiers = new EnumMap<>(packaged.tiers());
    private final Map<NotificationEvent, Set<String>> events = new EnumMap<>(NotificationEvent.class);

    private NotificationMatrix matrix() {
        return new NotificationMatrix(rows, tiers, events, ALL);
    }

    private Set<NotificationChannel> channels(Severity severity, SlaTier tier) {
        return matrix().channels(NotificationEvent.ESCALATION, severity, tier);
    }

    @ParameterizedTest
    @CsvSource({"CRITICAL,BRONZE", "LOW,PLATINUM", "HIGH,BRONZE", "LOW,GOLD", "LOW,UNKNOWN"})
    void theTwoUpperRowsUseAllThreeChannels(Severity severity, SlaTier tier) {
        assertThat(channels(severity, tier)).containsExactlyInAnyOrder(WEBEX, SERVICENOW, EMAIL);
    }

    @ParameterizedTest
    @CsvSource({"MEDIUM,BRONZE", "LOW,SILVER", "MEDIUM,SILVER"})
    void theMediumRowLeavesServiceNowOut(Severity severity, SlaTier tier) {
        assertThat(channels(severity, tier)).containsExactlyInAnyOrder(WEBEX, EMAIL);
    }

    @Test
    void theLowRowIsMailAlone() {
        assertThat(channels(Severity.LOW, SlaTier.BRONZE)).containsExactly(EMAIL);
    }

    @Test
    void anEventMayGoToSomeChannelsOfItsRowOnly() {
        events.put(NotificationEvent.TEST, Set.of("email", "servicenow"));

        assertThat(matrix().channels(NotificationEvent.TEST, Severity.MEDIUM, SlaTier.BRONZE))
                .containsExactly(EMAIL);
        assertThat(channels(Severity.MEDIUM, SlaTier.BRONZE)).containsExactlyInAnyOrder(WEBEX, EMAIL);
    }

    @ParameterizedTest
    @EnumSource
    void aMatrixWithoutARowIsRefused(Severity severity) {
        rows.remove(severity);

        assertThatThrownBy(this::matrix).hasMessage("the notification matrix has no row " + severity.wire());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
    void aMatrixWithoutATierIsRefused(SlaTier tier) {
        tiers.remove(tier);

        assertThatThrownBy(this::matrix).hasMessage("the notification matrix has no tier " + tier.wire());
    }

    @Test
    void aMatrixThatNamesAnUnknownChannelIsRefused() {
        rows.put(Severity.LOW, Set.of("pigeon"));

        assertThatThrownBy(this::matrix).hasMessageContaining("does not exist: pigeon");
        rows.put(Severity.LOW, Set.of());
        events.put(NotificationEvent.TEST, Set.of("pigeon"));
        assertThatThrownBy(this::matrix).hasMessageContaining("does not exist: pigeon");
    }
}
