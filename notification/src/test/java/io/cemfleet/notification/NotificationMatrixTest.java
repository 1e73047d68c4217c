package io.cemfleet.notification;

import static io.cemfleet.a2a.contract.NotificationChannel.EMAIL;
import static io.cemfleet.a2a.contract.NotificationChannel.SERVICENOW;
import static io.cemfleet.a2a.contract.NotificationChannel.WEBEX;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.notification.matrix.NotificationMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotificationMatrixTest {

    @ParameterizedTest
    @CsvSource({"CRITICAL,BRONZE", "LOW,PLATINUM", "HIGH,BRONZE", "LOW,GOLD", "LOW,UNKNOWN"})
    void theTwoUpperRowsUseAllThreeChannels(Severity severity, SlaTier tier) {
        assertThat(NotificationMatrix.channels(severity, tier)).containsExactlyInAnyOrder(WEBEX, SERVICENOW, EMAIL);
    }

    @ParameterizedTest
    @CsvSource({"MEDIUM,BRONZE", "LOW,SILVER", "MEDIUM,SILVER"})
    void theMediumRowLeavesServiceNowOut(Severity severity, SlaTier tier) {
        assertThat(NotificationMatrix.channels(severity, tier)).containsExactlyInAnyOrder(WEBEX, EMAIL);
    }

    @Test
    void theLowRowIsMailAlone() {
        assertThat(NotificationMatrix.channels(Severity.LOW, SlaTier.BRONZE)).containsExactly(EMAIL);
    }
}
