package io.cemfleet.audit.query;

import io.cemfleet.audit.seal.SigningKey;
import io.cemfleet.audit.trail.Head;
import io.cemfleet.audit.trail.JdbcTrail;
import io.cemfleet.audit.trail.Segment;
import io.cemfleet.audit.trail.TrailCheck;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether the trail is as it was sealed, and what signs it. */
@RestController
@RequestMapping("/api")
class VerifyController {
    private final DataSource database;
    private final SigningKey key;

    VerifyController(DataSource database, SigningKey key) {
        this.database = database;
        this.key = key;
    }

    record Segments(List<Segment> items) {}

    record End(@Nullable Head head) {}

    @GetMapping("/verify")
    TrailCheck.Verdict verify() throws SQLException, IOException {
        try (JdbcTrail trail = trail()) {
            return new TrailCheck(key.known()).check(trail, null);
        }
    }

    /** The signed end, to be kept elsewhere: later it shows a trail that was put back to before it. */
    @GetMapping("/head")
    End head() throws SQLException {
        try (JdbcTrail trail = trail()) {
            return new End(trail.head());
        }
    }

    @GetMapping("/segments")
    Segments segments() throws SQLException {
        try (JdbcTrail trail = trail()) {
            return new Segments(trail.segments().reversed());
        }
    }

    private JdbcTrail trail() throws SQLException {
        return new JdbcTrail(database.getConnection());
    }
}
