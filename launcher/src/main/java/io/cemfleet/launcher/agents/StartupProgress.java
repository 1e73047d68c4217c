package io.cemfleet.launcher.agents;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** One plain line for each process that is ready, and on a terminal a line that shows which processes it waits for. */
public final class StartupProgress {
    private static final String ERASE_LINE = "\r\u001b[2K";

    private final PrintStream out;
    private final boolean terminal;

    public StartupProgress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    public synchronized void line(String text) {
        out.println((terminal ? ERASE_LINE : "") + text);
        out.flush();
    }

    synchronized void ready(String part, int port, Duration took) {
        line(String.format(Locale.ROOT, "  %-20s %6d   %5.1f s", part, port, took.toMillis() / 1000.0));
    }

    synchronized void waiting(String text) {
        if (terminal) {
            out.print(ERASE_LINE + "  … " + text);
            out.flush();
        }
    }

    synchronized void done() {
        if (terminal) {
            out.print(ERASE_LINE);
            out.flush();
        }
    }
}
