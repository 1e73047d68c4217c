package io.cemfleet.enhancement.servicedesk;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;

/** A ServiceDesk Plus with one request, whose description people edit while it is written. */
final class EditedDeskStub implements AutoCloseable {
    final WireMockServer http;
    final List<String> notes = new ArrayList<>();
    final Deque<UnaryOperator<String>> beforeWrites = new ArrayDeque<>();
    final Deque<UnaryOperator<String>> afterWrites = new ArrayDeque<>();
    private final List<String[]> changes = new ArrayList<>();
    private final boolean keepsHistory;
    String description;

    EditedDeskStub(String description, boolean keepsHistory) {
        this.description = description;
        this.keepsHistory = keepsHistory;
        http = new WireMockServer(WireMockConfiguration.options().dynamicPort().extensions(new DescriptionResponder()));
        http.start();
        http.stubFor(
                any(anyUrl()).willReturn(new ResponseDefinitionBuilder().withTransformers(DescriptionResponder.NAME)));
    }

    /** Somebody's edit comes between our reading and our writing. */
    EditedDeskStub editedBeforeTheWrite(UnaryOperator<String> edit) {
        beforeWrites.add(edit);
        return this;
    }

    /** Somebody's edit comes right after our writing. */
    EditedDeskStub editedAfterTheWrite(UnaryOperator<String> edit) {
        afterWrites.add(edit);
        return this;
    }

    /** A write, with the edits around it. */
    void write(String text) {
        if (!beforeWrites.isEmpty()) {
            edit(beforeWrites.poll().apply(description));
        }
        edit(text);
        if (!afterWrites.isEmpty()) {
            edit(afterWrites.poll().apply(description));
        }
    }

    void forget() {
        changes.clear();
    }

    private synchronized void edit(String text) {
        changes.addFirst(new String[] {description, text});
        description = text;
    }

    private final class DescriptionResponder implements ResponseDefinitionTransformerV2 {
        private static final String NAME = "edited";

        @Override
        public ResponseDefinition transform(ServeEvent event) {
            LoggedRequest request = event.getRequest();
            String path = request.getUrl().replaceAll("\\?.*", "");
            ObjectNode body = FleetJson.object();
            if (path.endsWith("/notes") && request.getMethod().equals(RequestMethod.POST)) {
                notes.add(DeskStub.input(request)
                        .path("request_note")
                        .path("description")
                        .asText());
            } else if (path.endsWith("/notes")) {
                body.putArray("notes");
            } else if (path.endsWith("/_history") && !keepsHistory) {
                return answer(404, failed());
            } else if (path.endsWith("/_history")) {
                var history = body.putArray("history");
                for (String[] change : changes) {
                    var diff = history.addObject().putArray("diff").addObject();
                    diff.putObject("field").put("name", "description");
                    diff.put("previous_value", change[0]).put("current_value", change[1]);
                }
            } else if (request.getMethod().equals(RequestMethod.PUT)) {
                write(DeskStub.input(request)
                        .path("request")
                        .path("description")
                        .asText());
            } else {
                body.putObject("request").put("id", "TKT-12345").put("description", description);
            }
            body.putObject("response_status").put("status_code", 2000).put("status", "success");
            return answer(200, body);
        }

        private static ObjectNode failed() {
            ObjectNode body = FleetJson.object();
            body.putObject("response_status").put("status_code", 4007).put("status", "failed");
            return body;
        }

        private static ResponseDefinition answer(int status, ObjectNode body) {
            return ResponseDefinitionBuilder.responseDefinition()
                    .withStatus(status)
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
