package io.cemfleet.lab.mail;

import io.cemfleet.lab.simulator.FaultKind;
import io.cemfleet.lab.simulator.FaultQueue;
import io.cemfleet.lab.simulator.GatedRequest;
import io.cemfleet.lab.simulator.RecordedRequest;
import io.cemfleet.lab.simulator.RequestGates;
import io.cemfleet.lab.simulator.RequestRecorder;
import io.cemfleet.lab.simulator.SimulatedSystem;
import io.cemfleet.lab.simulator.SimulationSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.subethamail.smtp.DropConnectionException;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** The SMTP server. A letter is recorded as method MAIL, its path the recipients, its body the decoded text. */
@Component
public class MailSimulator implements SmartLifecycle {
    private static final int MAX_MESSAGE_BYTES = 5_000_000;

    private final MailSettings settings;
    private final SimulationSettings faceSettings;
    private final RequestRecorder requests;
    private final FaultQueue faults;
    private final RequestGates gates;
    private final Clock clock;
    private @Nullable SMTPServer server;

    MailSimulator(
            MailSettings settings,
            SimulationSettings faceSettings,
            RequestRecorder requests,
            FaultQueue faults,
            RequestGates gates,
            Clock clock) {
        this.settings = settings;
        this.faceSettings = faceSettings;
        this.requests = requests;
        this.faults = faults;
        this.gates = gates;
        this.clock = clock;
    }

    @Override
    public synchronized void start() {
        SMTPServer started = SMTPServer.port(settings.port())
                .bindAddress(settings.address())
                .hostName("lab.cem-fleet")
                .softwareName("CEM Fleet lab")
                .maxMessageSize(MAX_MESSAGE_BYTES)
                .insertReceivedHeaders(false)
                .messageHandlerFactory(_ -> new Conversation())
                .build();
        started.start();
        server = started;
    }

    @Override
    public synchronized void stop() {
        if (server != null) {
            server.stop();
            server = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return server != null;
    }

    /** The port it listens on; 0 while it is stopped. */
    public synchronized int port() {
        return server == null ? 0 : server.getPortAllocated();
    }

    private final class Conversation implements MessageHandler {
        private final List<String> recipients = new ArrayList<>();
        private String sender = "";

        @Override
        public void from(String from) {
            sender = from;
        }

        @Override
        public void recipient(String recipient) {
            recipients.add(recipient);
        }

        @Override
        public @Nullable String data(InputStream data) throws RejectException, IOException {
            Instant at = clock.instant();
            byte[] raw = data.readAllBytes();
            String path = String.join(", ", recipients);
            Optional<FaultKind> fault = faults.take(SimulatedSystem.MAIL, "MAIL", path);
            GatedRequest visit = new GatedRequest(
                    SimulatedSystem.MAIL, "MAIL", List.of(path), new String(raw, StandardCharsets.UTF_8));
            if (!gates.pass(visit, false)) {
                record(at, path, raw, 0, "");
                throw gone();
            }
            if (fault.isPresent()) {
                RejectException refusal = refusal(fault.get());
                record(at, path, raw, refusal.getCode(), refusal.getErrorResponse());
                throw refusal;
            }
            record(at, path, raw, 250, "250 Ok");
            if (!gates.pass(visit, true)) {
                throw gone();
            }
            return null;
        }

        @Override
        public void done() {
            recipients.clear();
        }

        private void record(Instant at, String path, byte[] raw, int status, String answer) {
            ReceivedMail letter = ReceivedMail.parse(raw);
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("Return-Path", sender);
            headers.putAll(letter.headers());
            requests.record(
                    SimulatedSystem.MAIL,
                    true,
                    new RecordedRequest(at, "MAIL", path, null, headers, letter.text(), status, answer));
        }

        private static RejectException gone() {
            return new DropConnectionException(421, "4.3.2 Service not available, closing channel");
        }

        private RejectException refusal(FaultKind kind) {
            return switch (kind) {
                case RATE_LIMITED, RATE_LIMITED_INSIDE ->
                    new RejectException(451, "4.7.1 Too many messages, try again later");
                case FORBIDDEN -> new RejectException(550, "5.7.1 Message refused by policy");
                case REFUSE -> gone();
                case HTTP_500, COMMIT_FAILED, ERROR_INSIDE, EMPTY_500 ->
                    new RejectException(554, "5.3.0 Transaction failed");
                case MALFORMED, EMPTY_200, ERROR_OBJECT, HTML_200 ->
                    new RejectException(451, "4.3.0 Local error in processing");
                case TIMEOUT -> {
                    faults.hang(faceSettings.hangLimit());
                    yield new DropConnectionException(421, "4.4.2 Timeout, closing channel");
                }
            };
        }
    }
}
