package io.cemfleet.correlator.alert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records stay readable by, and are written as in, every version: the topics outlive a release. */
class AlertJsonTest {
    private static final String LINK =
            """
            {"alert_id":"a-1","domain":"1","source":"cnc","source_key":"uuid-1","resource":"ND=Alfa1","origin":"vendor",\
            "kind":"raise","link_id":"alfa1-bravo1","from":"alfa1","candidate_links":[],"nodes":["alfa1","bravo1"],\
            "srlgs":[7],"policies":["alfa1|delta1|100"],"metric":"latency","value":262.4,"threshold":20.0,"unit":"ms",\
            "severity":"critical","occurred_at":"2026-03-01T12:00:00Z","received_at":"2026-03-01T12:00:01.500Z",\
            "topology_version":"t-1","network_version":7,"suppressed_by":"s-1","own_load":{"tunnel_ids":["t"],"utilisation":0.97,\
            "full":true,"reading":"in_time"},"evidence":[],"raw":{"alm.uuid":"uuid-1"}}""";
    private static final String UNPLACED =
            """
            {"alert_id":"a-2","domain":"unresolved","source":"pca","source_key":"twamp-1/delayP95/0/p","origin":\
            "short_form","kind":"clear","candidate_links":["a-b","b-c"],"nodes":[],"srlgs":[],"policies":[],\
            "metric":"loss","unit":"percent","severity":"low","occurred_at":"2026-03-01T12:00:00Z",\
            "received_at":"2026-03-01T12:00:00Z","own_load":{"tunnel_ids":[],"full":false,"reading":"pending"},\
            "evidence":[{"alert_id":"a-1","source":"pca","link_id":"a-b","metric":"loss","value":3.5,"threshold":1.0}]}""";
    private static final String CONTROL =
            """
            {"alert_id":"c-1","domain":"1","source":"correlator","source_key":"closed/k","origin":"fleet",\
            "kind":"incident_closed","candidate_links":[],"nodes":[],"srlgs":[],"policies":[],"severity":"low",\
            "occurred_at":"2026-03-01T12:00:00Z","received_at":"2026-03-01T12:00:00Z","evidence":[],\
            "control":{"incident_key":"k","stable":true,"no_impact":false,"reopen":false,"links":["a-b"]}}""";

    @ParameterizedTest
    @ValueSource(strings = {LINK, UNPLACED, CONTROL})
    void anAlertIsWrittenAsItWasRead(String json) {
        assertThat(AlertJson.text(AlertJson.read(json, AlertRecord.class))).isEqualTo(json);
    }
}
