package io.cemfleet.notification.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.a2a.contract.NotificationChannel;
import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.notification.NotificationSettings;
import io.cemfleet.notification.message.Notice;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.springframework.stereotype.Component;

/** One ServiceNow record through an incident's life (table API), found again by its correlation_id. */
@Component
class ServiceNowChannel implements Channel {
    private static final String TABLE = "/api/now/table/incident";
    private static final String RESOLVED = "6";
    private static final String IN_PROGRESS = "2";

    private final ChannelHttp http;
    private final NotificationSettings.ServiceNow settings;
    private final ObjectMapper mapper;

    ServiceNowChannel(ChannelHttp http, NotificationSettings settings, ObjectMapper mapper) {
        this.http = http;
        this.settings = settings.servicenow();
        this.mapper = mapper;
    }

    @Override
    public NotificationChannel name() {
        return NotificationChannel.SERVICENOW;
    }

    @Override
    public Attempt send(Notice notice) {
        if (settings.url().isBlank()) {
            return new Attempt.Refused("not_configured");
        }
        String query = URLEncoder.encode("correlation_id=" + notice.incidentId(), StandardCharsets.UTF_8);
        ChannelHttp.Reply found = call("GET", "?sysparm_query=" + query + "&sysparm_limit=1", "");
        if (found.failure() != null) {
            return found.failure();
        }
        try {
            String sysId = mapper.readTree(found.body()).at("/result/0/sys_id").asText();
            ChannelHttp.Reply written = sysId.isEmpty()
                    ? call("POST", "", fields(notice, true).toString())
                    : call("PATCH", "/" + sysId, fields(notice, false).toString());
            return written.failure() == null ? new Attempt.Sent() : written.failure();
        } catch (JsonProcessingException e) {
            return new Attempt.Later("the answer cannot be read", null);
        }
    }

    private ObjectNode fields(Notice notice, boolean first) {
        ObjectNode fields = mapper.createObjectNode();
        if (first) {
            fields.put("short_description", notice.subject())
                    .put("description", notice.text())
                    .put("correlation_id", notice.incidentId())
                    .put("correlation_display", "CEM Fleet")
                    .put("category", "network")
                    .put("impact", level(notice.severity()))
                    .put("urgency", level(notice.severity()));
        } else {
            fields.put("work_notes", notice.text());
        }
        if (notice.closes()) {
            fields.put("state", RESOLVED).put("close_code", "Solution provided").put("close_notes", notice.summary());
        } else {
            fields.put("state", IN_PROGRESS);
        }
        return fields;
    }

    private ChannelHttp.Reply call(String method, String rest, String json) {
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
