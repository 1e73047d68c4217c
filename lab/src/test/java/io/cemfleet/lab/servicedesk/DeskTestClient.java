package io.cemfleet.lab.servicedesk;

import io.cemfleet.lab.simulator.SimulatorClient;

/** Calls the service desk as a client of its own installation does. */
final class DeskTestClient {
    static final String V3 = "application/vnd.manageengine.sdp.v3+json";
    private static final String BASE = "/servicedesk/api/v3";

    private final SimulatorClient calls;

    DeskTestClient(SimulatorClient calls) {
        this.calls = calls;
    }

    SimulatorClient.Answer read(String path) {
        return calls.get(BASE + path, "authtoken", "technician-1", "Accept", V3);
    }

    SimulatorClient.Answer read(String path, String inputData) {
        return read(path + "?input_data=" + SimulatorClient.key(inputData));
    }

    SimulatorClient.Answer write(String method, String path, String inputData) {
        return calls.call(
                method,
                BASE + path,
                "input_data=" + SimulatorClient.key(inputData),
                "Content-Type",
                "application/x-www-form-urlencoded",
                "authtoken",
                "technician-1",
                "Accept",
                V3);
    }

    static int code(SimulatorClient.Answer answer) {
        var status = answer.json().path("response_status");
        return (status.isArray() ? status.get(0) : status).path("status_code").asInt();
    }

    static int firstMessage(SimulatorClient.Answer answer) {
        return answer.json()
                .path("response_status")
                .path("messages")
                .path(0)
                .path("status_code")
                .asInt();
    }
}
