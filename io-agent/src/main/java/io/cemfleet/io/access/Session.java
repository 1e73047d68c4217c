package io.cemfleet.io.access;

import java.time.Instant;

/** Who is logged in, and until when. */
record Session(String user, Instant until) {}
