package io.cemfleet.lab.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.lab.simulator.SimulatorClient;
import io.cemfleet.lab.simulator.SimulatorTest;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@SimulatorTest
class MailSimulatorTest {
    private SimulatorClient calls;
    private int smtp;

    @BeforeEach
    void connect(@LocalServerPort int port, @Autowired MailSimulator mail) {
        calls = new SimulatorClient(port);
        smtp = mail.port();
        calls.delete("/lab/faces/mail/requests");
    }

    @AfterEach
    void forget() {
        calls.delete("/lab/faults");
    }

    private void send(String to) throws MessagingException {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", String.valueOf(smtp));
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        message.setFrom(new InternetAddress("fleet@example.net"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        message.setSubject("Störung behoben", StandardCharsets.UTF_8.name());
        MimeBodyPart text = new MimeBodyPart();
        text.setText("Grüße vom NOC", StandardCharsets.UTF_8.name());
        MimeBodyPart html = new MimeBodyPart();
        html.setContent("<p>Grüße</p>", "text/html; charset=utf-8");
        message.setContent(new MimeMultipart("alternative", text, html));
        Transport.send(message);
    }

    @Test
    void aLetterIsReadableAsText() throws MessagingException {
        send("noc@example.net");
        JsonNode letter = calls.requests("mail").get(0);
        assertThat(letter.path("path").asText()).isEqualTo("noc@example.net");
        assertThat(letter.path("headers").path("Subject").asText()).isEqualTo("Störung behoben");
        assertThat(letter.path("body").asText()).isEqualTo("Grüße vom NOC");
        assertThat(letter.path("status").asInt()).isEqualTo(250);
    }

    @Test
    void aFaultIsAnSmtpReplyAndTheNextLetterIsAccepted() throws MessagingException {
        calls.fault("mail", "rate_limited", 1, "noc@");
        assertThatThrownBy(() -> send("noc@example.net")).hasStackTraceContaining("451");
        send("noc@example.net");
        assertThat(calls.requests("mail").get(0).path("status").asInt()).isEqualTo(451);
        assertThat(calls.requests("mail").get(1).path("status").asInt()).isEqualTo(250);
    }
}
