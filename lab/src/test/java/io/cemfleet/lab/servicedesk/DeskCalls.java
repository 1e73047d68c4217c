package io.cemfleet.lab.servicedesk;

import io.cemfleet.lab.face.FaceCalls;

/** Calls the service desk as a client of its own installation does. */
final class DeskCalls {
    static final String V3 = "application/vnd.manageengine.sdp.v3+json";
    private static final String BASE = "/servicedesk/api/v3";

    private final FaceCalls calls;

    DeskCalls(FaceCalls calls) {
        this.calls = calls;
    }

    FaceCalls.Answer read(String path) {
        return calls.get(BASE + path, "authtoken", "technician-1", "Accept", V3);
    }

    FaceCalls.Answer read(String path, String inputData) {
        return read(path + "?input_data=" + FaceCalls.key(inputData));
    }

    FaceCalls.Answer write(String method, String path, String inputData) {
        return calls.call(
                method,
                BASE + path,
                "input_data=" + FaceCalls.key(inputData),
                "Content-Type",
                "application/x-www-form-urlencoded",
                "authtoken",
                "technician-1",
                "Accept",
                V3);
    }

    static int code(FaceCalls.Answer answer) {
        var status = answer.json().path("response_status");
        return (status.isArray() ? status.get(0) : status).path("status_code").asInt();
    }

    static int firstMessage(FaceCalls.Answer answer) {
        return answer.json()
                .path("response_status")
                .path("messages")
                .path(0)
                .path("status_code")
                .asInt();
    }
}
