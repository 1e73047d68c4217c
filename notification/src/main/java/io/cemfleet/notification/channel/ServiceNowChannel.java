package io.cemfleet.notification.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.a2a.contract.NotificationChannel;
import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.notification.message.IncidentNotice;
import io.cemfleet.notification.message.MessageLayout;
import io.cemfleet.notification.message.NoticeBundle;
import io.cemfleet.runtime.tls.TlsHttpClients;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import org.springframework.stereotype.Component;

/** One ServiceNow record through an incident's life (table API), found again by its correlation_id. */
@Component
class ServiceNowChannel implements DeliveryChannel {
    private static final String TABLE = "/api/now/table/incident";
    private static final int SHORT = 160;
    private static final String RESOLVED = "6";
    private static final String IN_PROGRESS = "2";

    private final ChannelHttpClient http;
    private final ServiceNowSettings settings;
    private final ObjectMapper mapper;

    ServiceNowChannel(TlsHttpClients tls, Clock clock, ServiceNowSettings settings, ObjectMapper mapper) {
        this.http = new ChannelHttpClient("servicenow", tls, clock);
        this.settings = settings;
        this.mapper = mapper;
    }

    @Override
    public NotificationChannel name() {
        return new NotificationChannel("servicenow");
    }

    /** Each incident has its own record. */
    @Override
    public boolean digests() {
        return false;
    }

    @Override
    public SendResult send(NoticeBundle bundle) {
        if (settings.url().isBlank()) {
            return new SendResult.Refused("not_configured");
        }
        ChannelHttpClient.ChannelReply found =
                call("GET", "?sysparm_query=" + query(bundle.newest()) + "&sysparm_limit=1", "");
        if (found.failure() != null) {
            return found.failure();
        }
        try {
            String sysId = mapper.readTree(found.body()).at("/result/0/sys_id").asText();
            ChannelHttpClient.ChannelReply written = sysId.isEmpty()
                    ? call("POST", "", fields(bundle, true).toString())
                    : call("PATCH", "/" + sysId, fields(bundle, false).toString());
            return written.failure() == null ? new SendResult.Sent() : written.failure();
        } catch (JsonProcessingException e) {
            return new SendResult.RetryLater("the answer cannot be read", null);
        }
    }

    /** The oldest record of the incident; only what an incident's id may hold gets into the query. */
    private static String query(IncidentNotice notice) {
        String id = notice.incidentId().replaceAll("[^A-Za-z0-9_.-]", "");
        return URLEncoder.encode("correlation_id=" + id + "^ORDERBYsys_created_on", StandardCharsets.UTF_8);
    }

    private ObjectNode fields(NoticeBundle bundle, boolean first) {
        IncidentNotice notice = bundle.newest();
        MessageLayout letter = bundle.letter();
        ObjectNode fields = mapper.createObjectNode()
                .put("impact", level(notice.severity()))
                .put("urgency", level(notice.severity()));
        if (first) {
            fields.put("short_description", cut(letter.subject()))
                    .put("description", journal(letter.text()))
                    .put("correlation_id", notice.incidentId())
                    .put("correlation_display", "CEM Fleet")
                    .put("category", "network");
        } else {
            fields.put("work_notes", journal(letter.text()));
        }
        if (bundle.closes()) {
            fields.put("state", RESOLVED)
                    .put("close_code", "Solution provided")
                    .put("close_notes", journal(letter.opening()));
        } else {
            fields.put("state", IN_PROGRESS);
        }
        return fields;
    }

    /** ServiceNow interprets text between [code] tags as HTML. */
    private static String journal(String text) {
        return text.replaceAll("(?i)\\[(/?code)]", "($1)");
    }

    private static String cut(String subject) {
        return subject.length() > SHORT ? subject.substring(0, SHORT - 1) + "…" : subject;
    }

    private ChannelHttpClient.ChannelReply call(String method, String rest, String json) {
        String login = settings.user() + ':' + settings.password();
        String basic = "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        return http.call(method, settings.url() + TABLE + rest, basic, json);
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "1";
            case HIGH -> "2";
            case MEDIUM, LOW -> "3";
        };
    }
}
