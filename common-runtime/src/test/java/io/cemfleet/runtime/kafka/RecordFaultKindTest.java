package io.cemfleet.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.CannotCreateTransactionException;

class RecordFaultKindTest {

    @ParameterizedTest
    @CsvSource({
        "08006, PASSING", // connection failure
        "40001, PASSING", // serialization failure
        "40P01, PASSING", // deadlock
        "53100, PASSING", // disk full
        "57P01, PASSING", // shutdown
        "57014, PASSING", // cancelled
        "25006, PASSING", // a standby answers
        "28P01, PASSING", // password not valid
        "42P01, PASSING", // table not made yet
        "22021, LASTING", // NUL
        "22P05, LASTING", // NUL in JSON
        "22008, LASTING", // time out of range
        "54000, LASTING", // too long for an index
        "23505, UNCLEAR", // somebody else may have inserted it
        "42804, UNCLEAR",
        "XX000, UNCLEAR"
    })
    void theDatabaseSaysByItsStateWhetherAFaultPasses(String state, RecordFaultKind kind) {
        assertThat(RecordFaultKind.of(new DataIntegrityViolationException("refused", new SQLException("said", state))))
                .isEqualTo(kind);
    }

    @Test
    void noConnectionIsAFaultThatPasses() {
        assertThat(RecordFaultKind.of(new CannotCreateTransactionException(
                        "no", new SQLTransientConnectionException("the pool timed out"))))
                .isEqualTo(RecordFaultKind.PASSING);
        assertThat(RecordFaultKind.of(new IllegalStateException(new ConnectException())))
                .isEqualTo(RecordFaultKind.PASSING);
        assertThat(RecordFaultKind.of(new IllegalStateException(new SQLException("HikariDataSource has been closed"))))
                .isEqualTo(RecordFaultKind.PASSING);
    }

    @Test
    void aRecordThatCannotBeReadNeverCanAndAnythingElseMayPass() {
        assertThat(RecordFaultKind.of(new RuntimeException(new UnusableRecordException("no JSON"))))
                .isEqualTo(RecordFaultKind.LASTING);
        assertThat(RecordFaultKind.of(new IllegalStateException("another numbers it")))
                .isEqualTo(RecordFaultKind.UNCLEAR);
    }

    @Test
    void aReasonIsShortAndHasNoControlCharacters() {
        DeadLetterReason reason = DeadLetterReason.of(new SQLException("a \0 b" + "x".repeat(2000), "22021"));

        assertThat(reason.code()).isEqualTo("sqlstate_22021");
        assertThat(reason.text()).startsWith("SQLSTATE 22021: a ").hasSize(500).doesNotContain("\0");
        assertThat(DeadLetterReason.of(new UnusableRecordException("no JSON")).code())
                .isEqualTo("unusable_record");
    }
}
