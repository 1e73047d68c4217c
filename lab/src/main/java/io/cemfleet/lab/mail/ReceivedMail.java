package io.cemfleet.lab.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** A letter's decoded headers and readable text. */
record ReceivedMail(Map<String, String> headers, String text) {

    static ReceivedMail parse(byte[] raw) {
        try {
            MimeMessage message = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw));
            Map<String, String> headers = new LinkedHashMap<>();
            for (Header header : Collections.list(message.getAllHeaders())) {
                headers.merge(header.getName(), decoded(header.getValue()), (a, b) -> a + ", " + b);
            }
            return new ReceivedMail(headers, text(message).strip());
        } catch (MessagingException | IOException e) {
            return new ReceivedMail(Map.of(), new String(raw, StandardCharsets.UTF_8));
        }
    }

    private static String decoded(String value) {
        try {
            return MimeUtility.decodeText(MimeUtility.unfold(value));
        } catch (UnsupportedEncodingException e) {
            return value;
        }
    }

    private static String text(Part part) throws MessagingException, IOException {
        return switch (part.getContent()) {
            case String text -> text;
            case Multipart parts -> {
                String other = "";
                for (int i = 0; i < parts.getCount(); i++) {
                    BodyPart each = parts.getBodyPart(i);
                    String text = text(each);
                    if (!text.isBlank() && !each.isMimeType("text/html")) {
                        yield text;
                    }
                    other = other.isBlank() ? text : other;
                }
                yield other;
            }
            default -> "";
        };
    }
}
