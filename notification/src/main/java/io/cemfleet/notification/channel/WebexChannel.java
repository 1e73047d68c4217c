package io.cemfleet.notification.channel;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.a2a.contract.NotificationChannel;
import io.cemfleet.notification.message.NoticeBundle;
import io.cemfleet.runtime.tls.TlsHttpClients;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** A message in a Webex room (developer.webex.com, messages API). */
@Component
class WebexChannel implements DeliveryChannel {
    private static final int MAX_BYTES = 7439;

    private final ChannelHttpClient http;
    private final WebexSettings settings;
    private final ObjectMapper mapper;

    WebexChannel(TlsHttpClients tls, Clock clock, WebexSettings settings, ObjectMapper mapper) {
        this.http = new ChannelHttpClient("webex", tls, clock);
        this.settings = settings;
        this.mapper = mapper;
    }

    @Override
    public NotificationChannel name() {
        return new NotificationChannel("webex");
    }

    @Override
    public SendResult send(NoticeBundle bundle) {
        if (settings.token().isBlank()) {
            return new SendResult.Refused("not_configured");
        }
        String json = mapper.createObjectNode()
                .put("roomId", settings.roomId())
                .put("markdown", cut(bundle.letter().markdown()))
                .toString();
        ChannelHttpClient.ChannelReply reply =
                http.call("POST", settings.url() + "/messages", "Bearer " + settings.token(), json);
        return reply.failure() == null ? new SendResult.Sent() : reply.failure();
    }

    static String cut(String markdown) {
        String text = markdown;
        while (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            text = text.substring(0, text.length() * 9 / 10) + "…";
        }
        return text;
    }
}
