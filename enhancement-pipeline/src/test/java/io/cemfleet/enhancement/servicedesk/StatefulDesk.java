package io.cemfleet.enhancement.servicedesk;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.cemfleet.runtime.testing.FleetJson;

/** A ServiceDesk Plus that remembers what was written: a subclass computes each response. Stubs of a test come first. */
abstract class StatefulDesk implements ResponseDefinitionTransformerV2, AutoCloseable {
    private static final int LOWEST_PRIORITY = 100;

    public final WireMockServer http;

    StatefulDesk() {
        http = new WireMockServer(WireMockConfiguration.options().dynamicPort().extensions(this));
        http.start();
        http.stubFor(any(anyUrl())
                .atPriority(LOWEST_PRIORITY)
                .willReturn(new ResponseDefinitionBuilder().withTransformers(getName())));
    }

    abstract ResponseDefinition respond(LoggedRequest request);

    /** The base of its API. */
    public final String url() {
        return http.baseUrl() + "/api/v3";
    }

    static ResponseDefinition success(ObjectNode body) {
        body.putObject("response_status").put("status_code", 2000).put("status", "success");
        return json(200, body);
    }

    static ResponseDefinition notFound() {
        ObjectNode body = FleetJson.object();
        body.putObject("response_status").put("status_code", 4007).put("status", "failed");
        return json(404, body);
    }

    /** The text of a note that is written. */
    static String note(LoggedRequest request) {
        return DeskStub.input(request).path("request_note").path("description").asText();
    }

    private static ResponseDefinition json(int status, ObjectNode body) {
        return ResponseDefinitionBuilder.responseDefinition()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body.toString())
                .build();
    }

    @Override
    public final ResponseDefinition transform(ServeEvent event) {
        return respond(event.getRequest());
    }

    @Override
    public final boolean applyGlobally() {
        return false;
    }

    @Override
    public final String getName() {
        return "stateful-desk";
    }

    @Override
    public final void close() {
        http.stop();
    }
}
