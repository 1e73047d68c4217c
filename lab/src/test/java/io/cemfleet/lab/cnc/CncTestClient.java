package io.cemfleet.lab.cnc;

import io.cemfleet.lab.simulator.SimulatorClient;

/** Calls CNC as a client that is logged in. */
final class CncTestClient {
    private final SimulatorClient calls;
    private final String token;

    CncTestClient(int port) {
        calls = new SimulatorClient(port);
        token = calls.cncLogin();
    }

    /** The value of the Authorization header. */
    String token() {
        return token;
    }

    /** Calls without a login. */
    SimulatorClient anonymous() {
        return calls;
    }

    SimulatorClient.Answer get(String path, String... headers) {
        return calls.get(path, with(headers));
    }

    SimulatorClient.Answer post(String path, String body) {
        return call("POST", path, body);
    }

    /** A call with RESTCONF's media type. */
    SimulatorClient.Answer call(String method, String path, String body) {
        return call(method, path, body, SimulatorClient.YANG);
    }

    SimulatorClient.Answer call(String method, String path, String body, String type, String... headers) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = type;
        return calls.call(method, path, body, with(all));
    }

    int status(String method, String path, String body) {
        return call(method, path, body).status();
    }

    private String[] with(String... headers) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = "Authorization";
        all[headers.length + 1] = token;
        return all;
    }
}
