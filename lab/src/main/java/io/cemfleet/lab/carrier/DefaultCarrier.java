package io.cemfleet.lab.carrier;

import io.cemfleet.lab.network.CarrierNetwork;
import io.cemfleet.lab.network.GeoPosition;
import io.cemfleet.lab.network.TopologyBuilder.LinkSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The carrier of {@code carrier/sites.csv} and {@code carrier/links.csv}. */
final class DefaultCarrier {

    private static final int SERVICES = 214;
    private static final int CUSTOMERS = 190;
    private static final long SEED = 1;

    private DefaultCarrier() {}

    static CarrierNetwork load() {
        NetworkBlueprint blueprint = blueprint();
        ServicePlan plan = new ServicePlan(blueprint.topology(), blueprint.weights(), SEED);
        return plan.carrier(blueprint.name(), SERVICES, CUSTOMERS, true);
    }

    static NetworkBlueprint blueprint() {
        List<NetworkBlueprint.Site> sites = new ArrayList<>();
        Map<String, Integer> index = new HashMap<>();
        Map<String, GeoPosition> places = new HashMap<>();
        for (Map<String, String> row : CsvFile.read("/carrier/sites.csv")) {
            GeoPosition position = new GeoPosition(number(row, "lat"), number(row, "lon"));
            index.put(cell(row, "hostname"), sites.size());
            places.put(cell(row, "hostname"), position);
            sites.add(new NetworkBlueprint.Site(cell(row, "hostname"), position, number(row, "weight")));
        }
        List<NetworkBlueprint.Span> spans = new ArrayList<>();
        for (Map<String, String> row : CsvFile.read("/carrier/links.csv")) {
            String a = cell(row, "a");
            String z = cell(row, "z");
            spans.add(new NetworkBlueprint.Span(
                    Objects.requireNonNull(index.get(a), a),
                    Objects.requireNonNull(index.get(z), z),
                    1000 * number(row, "gbps"),
                    LinkSpec.fibreDelayMs(Objects.requireNonNull(places.get(a)), Objects.requireNonNull(places.get(z))),
                    number(row, "te_factor"),
                    groups(cell(row, "srlgs")),
                    (int) number(row, "affinities")));
        }
        return new NetworkBlueprint("cemnet", sites, spans);
    }

    private static Set<Integer> groups(String cell) {
        return cell.isEmpty()
                ? Set.of()
                : Stream.of(cell.split(" ")).map(Integer::valueOf).collect(Collectors.toSet());
    }

    private static String cell(Map<String, String> row, String name) {
        return Objects.requireNonNull(row.get(name), name);
    }

    private static double number(Map<String, String> row, String name) {
        return Double.parseDouble(cell(row, name));
    }
}
