package io.cemfleet.bench.carrier;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.CncSettings;
import io.cemfleet.cnc.nso.VpnServices;
import io.cemfleet.cnc.policy.SrPolicyClient;
import io.cemfleet.cnc.session.CncClient;
import io.cemfleet.cnc.topology.TopologyClient;
import io.cemfleet.network.policy.SrPolicies;
import io.cemfleet.network.service.VpnService;
import io.cemfleet.network.snapshot.NetworkObject;
import io.cemfleet.network.snapshot.NetworkObject.LinkObject;
import io.cemfleet.network.snapshot.NetworkObject.NodeObject;
import io.cemfleet.network.snapshot.NetworkObject.PolicyObject;
import io.cemfleet.network.snapshot.NetworkObject.ServiceObject;
import io.cemfleet.network.topology.NetworkTopology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Reads a network from the controller's pages with the clients that the agents use. */
final class CarrierReader implements AutoCloseable {
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    /**
     * What was read.
     *
     * @param topology with the links' own ids
     */
    record CarrierReading(NetworkTopology topology, SrPolicies policies, List<VpnService> services) {
        /** As the one reader publishes it, without measurements. */
        List<NetworkObject> objects() {
            var objects = new ArrayList<NetworkObject>();
            topology.routers().forEach(router -> objects.add(new NodeObject(router)));
            topology.links().forEach(link -> objects.add(new LinkObject(link.id(), link.directions())));
            policies.policies().forEach(policy -> objects.add(new PolicyObject(policy)));
            services.forEach(service -> objects.add(new ServiceObject(service)));
            return objects;
        }
    }

    CarrierReader(CncClient pages) {
        context.registerBean(CncClient.class, () -> pages);
        context.registerBean(CncSettings.class, CarrierReader::settings);
        for (String configuration : List.of(
                "io.cemfleet.cnc.topology.TopologyAutoConfiguration",
                "io.cemfleet.cnc.policy.PolicyAutoConfiguration",
                "io.cemfleet.cnc.nso.NsoAutoConfiguration")) {
            context.registerBean(configuration, InternalClass.named(configuration));
        }
        context.refresh();
    }

    private static CncSettings settings() {
        var binder = new Binder(new MapConfigurationPropertySource(
                Map.of("cem.cnc.page-size", ControllerPages.PAGE, "cem.cnc.topology.enabled", false)));
        return binder.bindOrCreate("cem.cnc", CncSettings.class);
    }

    CarrierReading read() {
        NetworkTopology topology = read(context.getBean(TopologyClient.class).read());
        return new CarrierReading(
                topology,
                read(context.getBean(SrPolicyClient.class).list(topology)),
                read(context.getBean(VpnServices.class).list(topology)));
    }

    private static <T> T read(CncResult<T> result) {
        return result.optional().orElseThrow(() -> new IllegalStateException(result.reason()));
    }

    @Override
    public void close() {
        context.close();
    }
}
