package io.cemfleet.enhancement.servicedesk;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.cemfleet.runtime.testing.FleetJson;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A ServiceDesk Plus that keeps the notes of every ticket and lists them. */
public final class NoteKeepingDeskStub extends StatefulDesk {
    private static final Pattern NOTES = Pattern.compile("/api/v3/requests/([^/]+)/notes(\\?.*)?");

    private final Map<String, List<String>> notes = new ConcurrentHashMap<>();

    public List<String> notes(String ticketId) {
        return List.copyOf(of(ticketId));
    }

    private List<String> of(String ticketId) {
        return notes.computeIfAbsent(ticketId, unknown -> new CopyOnWriteArrayList<>());
    }

    @Override
    ResponseDefinition respond(LoggedRequest request) {
        Matcher path = NOTES.matcher(request.getUrl());
        if (!path.matches()) {
            return notFound();
        }
        List<String> kept = of(path.group(1));
        ObjectNode body = FleetJson.object();
        if (request.getMethod().equals(RequestMethod.POST)) {
            kept.add(note(request));
        } else {
            ArrayNode listed = body.putArray("notes");
            kept.forEach(note -> listed.addObject().put("id", "1").put("description", note));
        }
        return success(body);
    }
}
