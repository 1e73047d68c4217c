package io.cemfleet.lab.cnc;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where each of CNC's APIs is found; old bases stay beside the new ones, as on a live system. */
@Configuration(proxyBeanMethods = false)
class CncConfiguration {

    @Bean
    ServletRegistrationBean<CncServlet> cncServlet(
            CncSessions sessions,
            NetworkApis network,
            ServiceApis services,
            AlarmApi alarms,
            SubscriptionApi subscriptions) {
        Map<String, CncServlet.Api> apis = new LinkedHashMap<>();
        apis.put("nbi/topology/v3/restconf", network.topology());
        apis.put("nbi/optimization/v3/restconf", network.optimization());
        apis.put("nbi/optima/v2/restconf/operations", request -> network.optimization()
                .answer(request.prefixed("operations")));
        apis.put("nbi/optima/v2/restconf", network.topology());
        apis.put("optima-analytics/api/v1", network.history());
        apis.put("inventory/v1", network.inventory());
        apis.put("proxy/nso/restconf/data", services.nso());
        apis.put("nbi/cat-inventory/v1/restconf", services.inventory());
        apis.put("alarm/restconf/data/v2", alarms);
        apis.put("alarms/v1", alarms::platform);
        apis.put("notification/restconf/data/v2", subscriptions);
        return new ServletRegistrationBean<>(new CncServlet(sessions, apis), "/crosswork/*");
    }

    @Bean
    NetworkApis networkApis(
            TopologyNbi topology, OptimizationNbi optimization, HistoryApi history, InventoryApi inventory) {
        return new NetworkApis(topology, optimization, history, inventory);
    }

    @Bean
    ServiceApis serviceApis(NsoProxy nso, CatInventory inventory) {
        return new ServiceApis(nso, inventory);
    }

    record NetworkApis(
            CncServlet.Api topology, CncServlet.Api optimization, CncServlet.Api history, CncServlet.Api inventory) {}

    record ServiceApis(CncServlet.Api nso, CncServlet.Api inventory) {}
}
