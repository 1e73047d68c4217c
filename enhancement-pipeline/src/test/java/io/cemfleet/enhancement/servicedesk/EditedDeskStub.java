package io.cemfleet.enhancement.servicedesk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.cemfleet.runtime.testing.FleetJson;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;

/** A ServiceDesk Plus with one request, whose description people edit while the pipeline writes it. */
final class EditedDeskStub extends StatefulDesk {
    final List<String> notes = new ArrayList<>();
    private final Deque<UnaryOperator<String>> beforeWrites = new ArrayDeque<>();
    private final Deque<UnaryOperator<String>> afterWrites = new ArrayDeque<>();
    private final List<DescriptionEdit> edits = new ArrayList<>();
    private final boolean keepsHistory;
    String description;

    private record DescriptionEdit(String before, String after) {}

    EditedDeskStub(String description, boolean keepsHistory) {
        this.description = description;
        this.keepsHistory = keepsHistory;
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
        edits.clear();
    }

    private synchronized void edit(String text) {
        edits.addFirst(new DescriptionEdit(description, text));
        description = text;
    }

    @Override
    ResponseDefinition respond(LoggedRequest request) {
        String path = request.getUrl().replaceAll("\\?.*", "");
        if (path.endsWith("/notes")) {
            return notes(request);
        }
        if (path.endsWith("/_history")) {
            return keepsHistory ? history() : notFound();
        }
        if (request.getMethod().equals(RequestMethod.PUT)) {
            write(DeskStub.input(request).path("request").path("description").asText());
            return success(FleetJson.object());
        }
        ObjectNode body = FleetJson.object();
        body.putObject("request").put("id", "TKT-12345").put("description", description);
        return success(body);
    }

    private ResponseDefinition notes(LoggedRequest request) {
        ObjectNode body = FleetJson.object();
        if (request.getMethod().equals(RequestMethod.POST)) {
            notes.add(note(request));
        } else {
            body.putArray("notes");
        }
        return success(body);
    }

    private ResponseDefinition history() {
        ObjectNode body = FleetJson.object();
        var history = body.putArray("history");
        for (DescriptionEdit edit : edits) {
            var diff = history.addObject().putArray("diff").addObject();
            diff.putObject("field").put("name", "description");
            diff.put("previous_value", edit.before()).put("current_value", edit.after());
        }
        return success(body);
    }
}
