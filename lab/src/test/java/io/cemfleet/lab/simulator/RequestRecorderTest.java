package io.cemfleet.lab.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestRecorderTest {

    @Test
    void readsNeverPushAWriteOut() {
        // given
        RequestRecorder requests = new RequestRecorder(new SimulationSettings(2, 2, Duration.ofSeconds(1)));
        // when
        requests.record(SimulatedSystem.CNC, true, request("PUT", "/w1"));
        for (int i = 0; i < 5; i++) {
            requests.record(SimulatedSystem.CNC, false, request("GET", "/r" + i));
        }
        requests.record(SimulatedSystem.CNC, true, request("PUT", "/w2"));
        // then
        assertThat(requests.list(SimulatedSystem.CNC))
                .extracting(RecordedRequest::path)
                .containsExactly("/w1", "/r3", "/r4", "/w2");
        assertThat(requests.list(SimulatedSystem.PCA)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "CNC,GET,/crosswork/x,-,true",
                "CNC,POST,/crosswork/nbi/optimization/v3/restconf/operations/m:sr-policy-dryrun,-,true",
                "CNC,POST,/crosswork/nbi/optimization/v3/restconf/operations/m:sr-policy-create,-,false",
                "CNC,POST,/crosswork/optima-analytics/api/v1/interface/delays,-,true",
                "CNC,PUT,/crosswork/proxy/nso/restconf/data/x,dry-run=native,true",
                "CNC,PUT,/crosswork/proxy/nso/restconf/data/x,-,false",
                "CNC,POST,/crosswork/sso/v1/tickets,-,true",
                "CNC,POST,/crosswork/notification/restconf/data/v2/notifications:subscription,-,false",
                "PCA,POST,/api/v3/metrics/aggregate,-,true",
                "PCA,POST,/api/v3/alertexport,-,false",
                "WEBEX,POST,/webex/v1/messages,-,false"
            })
    void requestsThatOnlyReadAreReads(SimulatedSystem face, String method, String path, String query, boolean read) {
        assertThat(ReadOnlyRequests.isRead(face, method, path, query)).isEqualTo(read);
    }

    private static RecordedRequest request(String method, String path) {
        return new RecordedRequest(Instant.EPOCH, method, path, null, Map.of(), "", 200, "");
    }
}
