package io.cemfleet.runtime.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTimeTest {
    private static final Instant TEN = Instant.parse("2026-01-19T10:30:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-19T10:30:00Z",
                "2026-01-19T10:30:00.000Z",
                "2026-01-19T10:30:00+00:00",
                "2026-01-19T10:30:00.000+0000",
                "2026-01-19T10:30:00+00",
                "2026-01-19T12:30:00+0200",
                "2026-01-19T05:30-0500",
                " 2026-01-19T10:30:00Z "
            })
    void everyIsoOffsetIsRead(String written) {
        assertThat(SourceTime.parse(written)).contains(TEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2026-01-19",
                "2026-01-19T10:30:00",
                "2026-13-19T10:30:00Z",
                "2026-01-19T10:30:00+9900",
                "2026-01-19T10:30:00+00:00+0000",
                "1768818600",
                "2026-0100",
                "+2922789940000000000000000000000-08-17T07:12:55Z"
            })
    void aTimeWithoutAZoneOrOfAnotherFormIsNotRead(String written) {
        assertThat(SourceTime.parse(written)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1_768_818_600L, 1_768_818_600_000L, 1_768_818_600_000_000L, 1_768_818_600_000_000_000L})
    void anEpochIsReadByItsMagnitude(long number) {
        assertThat(SourceTime.ofEpoch(number)).contains(TEN);
    }

    @Test
    void anEpochThatIsNotPositiveIsNone() {
        assertThat(SourceTime.ofEpoch(0)).isEmpty();
        assertThat(SourceTime.ofEpoch(Long.MIN_VALUE)).isEmpty();
        assertThat(SourceTime.ofEpoch(Long.MAX_VALUE)).isPresent();
    }

    @Test
    void anEventIsNeitherBeforeTheYear2000NorADayAhead() {
        assertThat(SourceTime.fault(TEN, TEN)).isNull();
        assertThat(SourceTime.fault(TEN.plusSeconds(86_400), TEN)).isNull();
        assertThat(SourceTime.fault(TEN.plusSeconds(86_401), TEN)).contains("24 hours ahead");
        assertThat(SourceTime.fault(Instant.parse("1999-12-31T23:59:59Z"), TEN)).contains("2000");
        assertThat(SourceTime.fault(Instant.MAX, TEN)).isNotNull();
        assertThat(SourceTime.fault(Instant.MIN, TEN)).isNotNull();
    }
}
