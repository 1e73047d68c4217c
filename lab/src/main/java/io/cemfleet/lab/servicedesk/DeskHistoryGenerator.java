package io.cemfleet.lab.servicedesk;

import io.cemfleet.lab.LabSettings;
import io.cemfleet.lab.network.DirectedLink;
import io.cemfleet.lab.network.LabNetwork;
import io.cemfleet.lab.network.LabRouter;
import io.cemfleet.lab.network.NetworkState;
import io.cemfleet.lab.network.ServiceAttachment;
import io.cemfleet.lab.network.ServiceState;
import io.cemfleet.lab.network.VpnService;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * Generates the past of the service desk: resolved requests and articles about the routers, links and services of this
 * network. The same network and seed give the same history; only its times move with the clock.
 */
@Component
class DeskHistoryGenerator {
    private static final Duration BACK = Duration.ofDays(120);

    private final List<PastRequest> resolved = new ArrayList<>();
    private final List<GeneratedArticle> solutions = new ArrayList<>();

    /** An article of the knowledge base. */
    record GeneratedArticle(String title, String html, String keywords, boolean approved, Instant written) {}

    DeskHistoryGenerator(LabNetwork network, LabSettings lab, ServiceDeskSettings settings, Clock clock) {
        var random = new Random(lab.seed() * 31 + network.name().hashCode());
        NetworkState state = network.state();
        Instant now = clock.instant();
        for (int i = 0; i < settings.history() && !state.services().isEmpty(); i++) {
            TroublePattern plot = TroublePattern.ALL.get(i % TroublePattern.ALL.size());
            Map<String, String> names = names(state, random);
            Instant created = now.minus(BACK).plus(part(BACK.minusDays(4), random));
            resolved.add(new PastRequest(
                    filled(plot.subject(), names),
                    filled(one(plot.descriptions(), random), names),
                    filled(one(plot.ended(), random), names),
                    plot.priority(),
                    created,
                    created.plusSeconds(600).plus(part(Duration.ofDays(3), random))));
        }
        Instant written = now.minus(BACK);
        TroublePattern.ALL.forEach(plot -> solutions.add(
                new GeneratedArticle(plot.title(), paragraph(plot.article()), plot.keywords(), true, written)));
        for (int i = 0; i < TroublePattern.ALL.size() && !state.services().isEmpty(); i++) {
            solutions.add(local(TroublePattern.ALL.get(i), names(state, random), i % 4 != 3, written));
        }
    }

    List<PastRequest> resolved() {
        return List.copyOf(resolved);
    }

    List<GeneratedArticle> solutions() {
        return List.copyOf(solutions);
    }

    private static GeneratedArticle local(
            TroublePattern plot, Map<String, String> names, boolean approved, Instant written) {
        String text = filled(plot.article() + " At {a} this was last seen on {link} ({linkinterface}).", names);
        return new GeneratedArticle(
                filled(plot.title() + ": notes for {a}", names),
                paragraph(text),
                filled(plot.keywords() + ", {a}, {link}", names),
                approved,
                written);
    }

    /** A service, two of its sites, and a link on the path between them. */
    private static Map<String, String> names(NetworkState state, Random random) {
        VpnService service = one(state.services(), random);
        int first = random.nextInt(service.attachments().size());
        int second = (first + 1 + random.nextInt(service.attachments().size() - 1))
                % service.attachments().size();
        ServiceAttachment a = service.attachments().get(first);
        ServiceAttachment z = service.attachments().get(second);
        DirectedLink link = onTheWay(state, service, a, random);
        int low = 8 + random.nextInt(30);
        Map<String, String> names = new TreeMap<>();
        names.put("service", service.id());
        names.put("customer", service.customer());
        names.put("tier", service.tier().wire());
        names.put("a", hostname(state, a.node()));
        names.put("z", hostname(state, z.node()));
        names.put("interface", a.interfaceName());
        names.put("address", a.address().replaceFirst("/.*", ""));
        names.put("mbps", Long.toString(Math.round(a.committedMbps())));
        names.put("link", state.topology().linkOf(link.index()).id());
        names.put("linkinterface", link.interfaceName());
        names.put("low", Integer.toString(low));
        names.put("high", Integer.toString(low + 40 + random.nextInt(200)));
        names.put("loss", Integer.toString(1 + random.nextInt(9)));
        names.put("load", Integer.toString(82 + random.nextInt(17)));
        return names;
    }

    /** A direction that the service's traffic takes; without traffic, any direction. */
    private static DirectedLink onTheWay(
            NetworkState state, VpnService service, ServiceAttachment from, Random random) {
        List<Integer> directions = state.serviceState(service.id()).map(ServiceState::flows).orElse(List.of()).stream()
                .filter(flow -> flow.headEnd().equals(from.node()))
                .flatMap(flow -> flow.branches().stream())
                .flatMap(branch -> branch.directions().stream())
                .toList();
        int direction =
                directions.isEmpty() ? random.nextInt(state.topology().directionCount()) : one(directions, random);
        return state.topology().direction(direction);
    }

    private static String hostname(NetworkState state, String node) {
        return state.topology().routerById(node).map(LabRouter::hostname).orElse(node);
    }

    private static <T> T one(List<T> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static Duration part(Duration whole, Random random) {
        return Duration.ofSeconds(random.nextInt((int) whole.toSeconds()));
    }

    private static String paragraph(String text) {
        return "<p>" + text + "</p>";
    }

    private static String filled(String text, Map<String, String> names) {
        String filled = text;
        for (Map.Entry<String, String> name : names.entrySet()) {
            filled = filled.replace("{" + name.getKey() + "}", name.getValue());
        }
        return filled;
    }
}
