package io.cemfleet.cnc.measurement;

import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.CncTestContext;
import io.cemfleet.cnc.CncWireMock;
import io.cemfleet.cnc.session.CncClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A device that is replaced has another uuid under the same hostname. */
class DeviceInventoryTest {
    private static final String QUERY = "/crosswork/inventory/v1/nodes/query";

    private final CncWireMock cnc = CncWireMock.smallNetwork();
    private final CncTestContext context = CncTestContext.at(cnc.url());
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T08:00:00Z"));
    private final InstantSource time = now::get;
    private final DeviceInventory devices =
            new DeviceInventory(context.get(CncClient.class), 100, time.withZone(ZoneOffset.UTC));

    @AfterEach
    void close() {
        context.close();
        cnc.close();
    }

    @Test
    void aReplacedDeviceIsSeenWithoutARestart() {
        assertThat(devices.uuid("Frankfurt")).isEqualTo(CncResult.ok("uuid-Frankfurt"));
        replacedBy("uuid-new");

        // given it was read a moment ago, it is not read again
        pass(Duration.ofMinutes(4));
        assertThat(devices.uuid("Frankfurt")).isEqualTo(CncResult.ok("uuid-Frankfurt"));
        cnc.server().verify(1, postRequestedFor(urlEqualTo(QUERY)));

        // when it was read long ago
        pass(Duration.ofMinutes(2));
        assertThat(devices.uuid("Frankfurt")).isEqualTo(CncResult.ok("uuid-new"));
    }

    @Test
    void cachedDevicesStayAndARetryWaitsWhileTheInventoryIsUnreadable() {
        devices.uuid("Frankfurt");
        cnc.server().stubFor(post(urlEqualTo(QUERY)).willReturn(CncWireMock.json(400, "{}")));
        pass(Duration.ofMinutes(6));

        assertThat(devices.uuid("Frankfurt")).isEqualTo(CncResult.ok("uuid-Frankfurt"));
        assertThat(devices.uuid("Frankfurt")).isEqualTo(CncResult.ok("uuid-Frankfurt"));
        cnc.server().verify(2, postRequestedFor(urlEqualTo(QUERY)));
        // and when it can be read again
        replacedBy("uuid-new");
        pass(Duration.ofMinutes(1));
        assertThat(devices.uuid("Frankfurt")).isEqualTo(CncResult.ok("uuid-new"));
    }

    private void replacedBy(String uuid) {
        cnc.server()
                .stubFor(post(urlEqualTo(QUERY))
                        .willReturn(CncWireMock.json(
                                200,
                                """
                        {"data":[{"uuid":"%s","host_name":"Frankfurt"}],"total_count":1}"""
                                        .formatted(uuid))));
    }

    private void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }
}
