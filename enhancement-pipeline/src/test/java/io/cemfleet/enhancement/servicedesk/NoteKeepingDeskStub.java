package io.cemfleet.enhancement.servicedesk;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.cemfleet.runtime.testing.FleetJson;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A ServiceDesk Plus that keeps the notes of every ticket and shows them again. */
public final class NoteKeepingDeskStub implements AutoCloseable {
    private static final String NOTES = "/api/v3/requests/[^/]+/notes";

    public final WireMockServer http;
    private final Map<String, List<String>> notes = new ConcurrentHashMap<>();

    public NoteKeepingDeskStub() {
        http = new WireMockServer(WireMockConfiguration.options().dynamicPort().extensions(new NoteResponder()));
        http.start();
        http.stubFor(get(urlPathMatching(NOTES))
                .willReturn(new ResponseDefinitionBuilder().withTransformers(NoteResponder.NAME)));
        http.stubFor(post(urlPathMatching(NOTES))
                .willReturn(new ResponseDefinitionBuilder().withTransformers(NoteResponder.NAME)));
    }

    public String url() {
        return http.baseUrl() + "/api/v3";
    }

    public List<String> notes(String ticketId) {
        return List.copyOf(of(ticketId));
    }

    private List<String> of(String ticketId) {
        return notes.computeIfAbsent(ticketId, unknown -> new CopyOnWriteArrayList<>());
    }

    private final class NoteResponder implements ResponseDefinitionTransformerV2 {
        private static final String NAME = "keeper";

        @Override
        public ResponseDefinition transform(ServeEvent event) {
            LoggedRequest request = event.getRequest();
            List<String> kept = of(request.getUrl().replaceAll(".*/requests/([^/]+)/notes.*", "$1"));
            ObjectNode body = FleetJson.object();
            if (request.getMethod().equals(RequestMethod.POST)) {
                kept.add(DeskStub.input(request)
                        .path("request_note")
                        .path("description")
                        .asText());
            } else {
                ArrayNode listed = body.putArray("notes");
                kept.forEach(note -> listed.addObject().put("id", "1").put("description", note));
            }
            body.putObject("response_status").put("status_code", 2000).put("status", "success");
            return ResponseDefinitionBuilder.responseDefinition()
                    .withStatus(200)
                    .withHeader("Content-Type", "application/json")
                    .withBody(body.toString())
                    .build();
        }

        @Override
        public boolean applyGlobally() {
            return false;
        }

        @Override
        public String getName() {
            return NAME;
        }
    }

    @Override
    public void close() {
        http.stop();
    }
}
