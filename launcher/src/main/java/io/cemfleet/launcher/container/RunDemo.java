package io.cemfleet.launcher.container;

import io.cemfleet.launcher.agents.FleetRoster;
import io.cemfleet.launcher.agents.ReadinessProbe;
import io.cemfleet.launcher.demo.DemoAddresses;
import io.cemfleet.launcher.demo.DemoOutcome;
import io.cemfleet.launcher.demo.IncidentDemo;
import io.cemfleet.launcher.state.FleetCredentials;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the demo incident on a fleet in containers when all its parts are ready. It reads {@code LAB_URL}, {@code
 * IO_AGENT_URL}, {@code AUDIT_URL}, {@code OPERATOR_USER}, {@code OPERATOR_PASSWORD} and {@code CEM_TIME_SCALE} from
 * the environment. The lab's control API answers to loopback only, so it has to run in the lab's network namespace.
 * Ends with 0 when the ticket was closed as resolved.
 */
public final class RunDemo {
    /** A first start on two cores takes six minutes. */
    private static final Duration LIMIT = Duration.ofMinutes(20);

    private RunDemo() {}

    public static void main(String[] arguments) {
        System.exit(run(System.getenv()));
    }

    private static int run(Map<String, String> environment) {
        var addresses = new DemoAddresses(
                environment.getOrDefault("LAB_URL", "http://127.0.0.1:8090"),
                environment.getOrDefault("IO_AGENT_URL", "http://io-agent:8009"),
                environment.getOrDefault("AUDIT_URL", "http://audit:8008"));
        var login = new FleetCredentials(Map.of(
                FleetCredentials.OPERATOR_USER, environment.getOrDefault(FleetCredentials.OPERATOR_USER, "operator"),
                FleetCredentials.OPERATOR_PASSWORD, environment.getOrDefault(FleetCredentials.OPERATOR_PASSWORD, "")));
        System.out.println("demo: waiting for the fleet, which docker-compose up -d starts");
        List<String> missing = notReady(addresses.lab());
        if (!missing.isEmpty()) {
            System.out.println("demo failed: after " + LIMIT.toMinutes() + " minutes these are not ready: "
                    + String.join(", ", missing) + "; see docker-compose logs");
            return 1;
        }
        double speed = Double.parseDouble(environment.getOrDefault("CEM_TIME_SCALE", "1"));
        System.out.println("demo: the agents' hold timers, polls and cutover are divided by " + speed);
        return switch (new IncidentDemo(addresses, login, System.out::println).run(speed)) {
            case DemoOutcome.Resolved resolved -> {
                System.out.println("demo passed: " + resolved.incidentId() + " is closed as resolved");
                yield 0;
            }
            case DemoOutcome.Failed failed -> {
                System.out.println("demo failed: " + failed.reason());
                yield 1;
            }
        };
    }

    /**
     * The parts that are not ready when the time limit has passed. The lab shares this process's network, all others
     * have names.
     */
    private static List<String> notReady(String lab) {
        var pages = new LinkedHashMap<String, String>();
        FleetRoster.ports().forEach((part, port) -> pages.put(part, "http://" + part + ":" + port + "/health"));
        pages.put(FleetRoster.LAB, lab + "/actuator/health/readiness");
        return new FleetReadiness(pages, new ReadinessProbe()::up, System.out::println).await(LIMIT);
    }
}
