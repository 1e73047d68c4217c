package io.cemfleet.bench.path;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.network.topology.NetworkTopology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Compares searches of path-computation with JGraphT on the same networks, in one thread. A ratio is reported only
 * after both sides gave paths of equal cost for every pair. Prints one line of JSON.
 */
public final class PathBench {
    private static final List<String> ZOO = List.of(
            "Abilene",
            "Geant2012",
            "Uninett2011",
            "Interoute",
            "Deltacom",
            "Ion",
            "TataNld",
            "Colt",
            "UsCarrier",
            "Kdl");
    private static final List<String> QUICK = List.of("Abilene", "Interoute", "Kdl");
    private static final int WARM_UP_ROUTERS = 1_000;
    private static final int PAIRS = 40;
    private static final int PAIRS_OF_LARGE = 8;

    private PathBench() {}

    /** @param arguments {@code quick} or {@code full}, and the directory of the topologies, if there is one */
    public static void main(String[] arguments) throws IOException {
        var topologies = arguments.length > 1 ? Path.of(arguments[1]) : null;
        System.out.println(new ObjectMapper().writeValueAsString(measure("quick".equals(arguments[0]), topologies)));
    }

    static Map<String, Object> measure(boolean quick, @Nullable Path topologies) throws IOException {
        long nanos = TimeUnit.MILLISECONDS.toNanos(quick ? 150 : 300);
        new NetworkComparison(BenchNetwork.generated(WARM_UP_ROUTERS), PAIRS, TimeUnit.SECONDS.toNanos(1)).measure();
        Map<String, Object> networks = new LinkedHashMap<>();
        List<String> skipped = new ArrayList<>();
        for (String name : quick ? QUICK : ZOO) {
            Path file = topologies == null ? null : topologies.resolve(name + ".graphml");
            if (file == null || !Files.isReadable(file)) {
                skipped.add(name + ": no such file");
            } else {
                networks.put(name, compare(name, BenchNetwork.read(file), PAIRS, nanos));
            }
        }
        for (int routers : List.of(10_000, 100_000)) {
            String name = "generated-" + routers;
            networks.put(name, compare(name, BenchNetwork.generated(routers), PAIRS_OF_LARGE, 2 * nanos));
        }
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("networks", networks);
        found.put("skipped", skipped);
        return found;
    }

    private static Map<String, Object> compare(String name, NetworkTopology network, int pairs, long nanos) {
        var figures = new NetworkComparison(network, pairs, nanos).measure();
        System.err.println(name + ": " + figures);
        return figures;
    }
}
