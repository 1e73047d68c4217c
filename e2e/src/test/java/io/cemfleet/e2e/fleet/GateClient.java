package io.cemfleet.e2e.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The lab's gates, which hold requests at a simulated system until they are opened. */
public final class GateClient {
    private static final int PORT = 8090;

    private GateClient() {}

    /** Closes a gate at the simulated CNC. */
    public static String close(String method, String pathContains, String bodyContains, boolean after) {
        return close("cnc", method, pathContains, bodyContains, after);
    }

    /**
     * Closes a gate.
     *
     * @param after whether requests take effect and only their answers are held
     * @return its id
     */
    public static String close(String face, String method, String pathContains, String bodyContains, boolean after) {
        ObjectNode order = JsonNodeFactory.instance.objectNode();
        order.put("face", face).put("method", method).put("path_contains", pathContains);
        order.put("body_contains", bodyContains).put("after", after);
        OperatorHttp.HttpReply answer =
                OperatorHttp.post(PORT, "/lab/gates", order.toString().getBytes(StandardCharsets.UTF_8), Map.of());
        if (answer.status() != 200) {
            throw new IllegalStateException("the lab answered " + answer.status() + ": " + answer.text());
        }
        return answer.json().path("gate_id").asText();
    }

    /** How many requests stand at a gate; those of dead clients count. */
    public static int held(String gate) {
        for (JsonNode one : OperatorHttp.get(PORT, "/lab/gates").path("items")) {
            if (one.path("gate_id").asText().equals(gate)) {
                return one.path("held").asInt();
            }
        }
        return 0;
    }

    /** Lets go what stands there, and forgets the gate. */
    public static void open(String gate) {
        OperatorHttp.post(PORT, "/lab/gates/" + gate + "/open", new byte[0], Map.of());
    }

    /** Drops the connections of the held requests, and removes the gate. */
    public static void drop(String gate) {
        OperatorHttp.post(PORT, "/lab/gates/" + gate + "/drop", new byte[0], Map.of());
    }

    public static void openAll() {
        OperatorHttp.send("DELETE", PORT, "/lab/gates", new byte[0], Map.of());
    }
}
