package io.cemfleet.lab.cnc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** {@code notifications:subscription}: webhooks for alarms. The address is probed before it is accepted. */
@Component
class SubscriptionApi implements CncServlet.MountedApi {
    private final AlarmWebhooks push;

    SubscriptionApi(AlarmWebhooks push) {
        this.push = push;
    }

    @Override
    public Map<String, CncServlet.Api> bases() {
        return Map.of("notification/restconf/data/v2", this);
    }

    @Override
    public CncReply answer(CncRequest request) {
        List<String> path = request.rest().stream().map(CncRequest::decode).toList();
        if (path.isEmpty()
                || !VendorJson.local(path.getFirst().split("=", 2)[0]).equals("subscription")) {
            return CncReply.unauthorized();
        }
        return switch (request.method()) {
            case "POST" -> subscribe(request);
            case "GET" -> list();
            case "DELETE" -> end(path);
            default -> CncReply.unauthorized();
        };
    }

    private CncReply subscribe(CncRequest request) {
        JsonNode body = VendorJson.parse(request.body())
                .orElseThrow(() ->
                        new CncRefusedException(CncReply.rc(400, "NOT.0001", "The request body is not valid JSON")));
        URI address;
        try {
            address = URI.create(member(body, "client-url"));
        } catch (IllegalArgumentException e) {
            return CncReply.rc(400, "NOT.0002", "client-url is not valid");
        }
        if (address.getHost() == null || address.getPort() < 0) {
            return CncReply.empty(500);
        }
        if (!member(body, "topic").equals("alarm")) {
            return CncReply.rc(400, "NOT.0003", "topic is not supported");
        }
        if (push.known(address)) {
            return duplicate();
        }
        String id = UUID.randomUUID().toString();
        AlarmSubscriber subscriber = push.candidate(id, address);
        try {
            if (!subscriber.probe()) {
                return CncReply.rc(400, "NOT.0029", "Client URL is not reachable");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CncReply.rc(400, "NOT.0029", "Client URL is not reachable");
        }
        return push.add(id, subscriber) ? CncReply.json(201, subscriber.json()) : duplicate();
    }

    private static CncReply duplicate() {
        return CncReply.rc(400, "NOT.0006", "Subscription already exists for the given client URL");
    }

    private CncReply list() {
        List<ObjectNode> all = push.list();
        return CncReply.json(200, AlarmApi.page(0, all.size() - 1, "ietf-restconf:notification.subscription", all));
    }

    private CncReply end(List<String> path) {
        String last = path.getLast();
        String id = last.contains("=") ? last.substring(last.indexOf('=') + 1) : last;
        return push.remove(id)
                ? CncReply.text(200, "Success")
                : CncReply.rc(400, "NOT.0016", "Subscription with the given id does not exist");
    }

    /** Members are called {@code ietf-restconf:notification.client-url}, or just by their last part. */
    private static String member(JsonNode body, String name) {
        for (String written : List.of("ietf-restconf:notification." + name, "notification." + name, name)) {
            if (body.path(written).isTextual()) {
                return body.path(written).asText();
            }
        }
        return "";
    }
}
