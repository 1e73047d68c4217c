package io.cemfleet.audit.query;

import io.cemfleet.audit.seal.SigningKey;
import io.cemfleet.audit.trail.JdbcTrail;
import io.cemfleet.audit.trail.SealedDay;
import io.cemfleet.audit.trail.TrailHead;
import io.cemfleet.audit.trail.TrailVerifier;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Verifies the trail, and shows the keys that sign it. */
@RestController
@RequestMapping("/api")
class VerificationController {
    private final DataSource database;
    private final SigningKey key;

    VerificationController(DataSource database, SigningKey key) {
        this.database = database;
        this.key = key;
    }

    record SealedDayPage(List<SealedDay> items) {}

    record HeadView(@Nullable TrailHead head) {}

    @GetMapping("/verify")
    TrailVerifier.TrailVerdict verify() throws SQLException, IOException {
        try (JdbcTrail trail = trail()) {
            return new TrailVerifier(key.known()).check(trail, null);
        }
    }

    /** The signed head, to be stored elsewhere: it later reveals a trail that was reset to an earlier state. */
    @GetMapping("/head")
    HeadView head() throws SQLException {
        try (JdbcTrail trail = trail()) {
            return new HeadView(trail.head());
        }
    }

    @GetMapping("/segments")
    SealedDayPage segments() throws SQLException {
        try (JdbcTrail trail = trail()) {
            return new SealedDayPage(trail.segments().reversed());
        }
    }

    private JdbcTrail trail() throws SQLException {
        return new JdbcTrail(database.getConnection());
    }
}
