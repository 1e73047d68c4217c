package io.cemfleet.cnc.alarm;

import static io.cemfleet.cnc.json.YangJson.each;
import static io.cemfleet.cnc.json.YangJson.text;
import static io.cemfleet.cnc.json.YangJson.textOr;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.json.RequestJson;
import io.cemfleet.cnc.json.RestconfKey;
import io.cemfleet.cnc.json.YangJson;
import io.cemfleet.cnc.session.CncApi;
import io.cemfleet.cnc.session.CncClient;
import java.net.URI;
import java.util.List;
import java.util.Optional;

final class CncAlarmSubscriptions implements AlarmSubscriptions {

    private static final String PATH = "/notification/restconf/data/v2/notifications:subscription";
    private static final String NAME = "ietf-restconf:notification.";

    private final CncClient cnc;

    CncAlarmSubscriptions(CncClient cnc) {
        this.cnc = cnc;
    }

    @Override
    public CncResult<List<AlarmSubscription>> list() {
        return cnc.get(CncApi.PLATFORM, PATH)
                .flatMap(body ->
                        YangJson.has(body, "com.response-message") || YangJson.has(body, "notification.subscription")
                                ? CncResult.ok(read(body))
                                : CncResult.unavailable("the list of subscriptions has no envelope", true));
    }

    /** The answer to the creation may lack the id: then the list of subscriptions has it. */
    @Override
    public CncResult<AlarmSubscription> create(URI clientUrl) {
        if (clientUrl.getPort() < 0) {
            return CncResult.refused("no_port", "the controller needs an explicit port in the address");
        }
        var body = RequestJson.object()
                .put(NAME + "client-url", clientUrl.toString())
                .put(NAME + "topic", "alarm")
                .put(NAME + "format", "json");
        return cnc.post(CncApi.PLATFORM, PATH, body).flatMap(answer -> read(answer.body()).stream()
                .filter(s -> s.clientUrl().equals(clientUrl))
                .findFirst()
                .map(CncResult::ok)
                .orElseGet(() -> find(clientUrl)));
    }

    @Override
    public CncResult<AlarmSubscription> ensure(URI clientUrl) {
        return switch (find(clientUrl)) {
            case CncResult.NotFound<AlarmSubscription> none -> create(clientUrl);
            case CncResult<AlarmSubscription> found -> found;
        };
    }

    @Override
    public CncResult<Boolean> delete(String id) {
        return switch (cnc.delete(CncApi.PLATFORM, PATH + "/" + RestconfKey.of(id))
                .map(answer -> true)) {
            case CncResult.Refused<Boolean>(String code, String message)
            when code.equals("NOT.0037") || code.equals("NOT.0016") -> CncResult.notFound("subscription " + id);
            case CncResult<Boolean> result -> result;
        };
    }

    private CncResult<AlarmSubscription> find(URI clientUrl) {
        return list().flatMap(all -> all.stream()
                .filter(s -> s.topic().equals("alarm") && s.clientUrl().equals(clientUrl))
                .findFirst()
                .map(CncResult::ok)
                .orElseGet(() -> CncResult.notFound("subscription of " + clientUrl.getHost())));
    }

    private static List<AlarmSubscription> read(JsonNode body) {
        var data = YangJson.at(body, "com.response-message", "com.data");
        var root = data.isMissingNode() ? body : data;
        var entries = each(root, "notification.subscription");
        return (entries.isEmpty() ? List.of(root) : entries)
                .stream().flatMap(entry -> subscription(entry).stream()).toList();
    }

    private static Optional<AlarmSubscription> subscription(JsonNode entry) {
        var id = text(entry, "notification.subscription-id");
        var url = text(entry, "notification.client-url");
        return id == null || url == null
                ? Optional.empty()
                : Optional.of(new AlarmSubscription(id, textOr("alarm", entry, "notification.topic"), URI.create(url)));
    }
}
