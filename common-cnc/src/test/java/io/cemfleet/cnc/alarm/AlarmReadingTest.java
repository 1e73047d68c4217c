package io.cemfleet.cnc.alarm;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.CncTestContext;
import io.cemfleet.cnc.CncWireMock;
import java.net.URI;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlarmReadingTest {

    private static final String ALARMS = "/crosswork/alarm/restconf/data/v2/rtm:alarm";
    private static final String SUBSCRIPTIONS = "/crosswork/notification/restconf/data/v2/notifications:subscription";
    private static final URI HOOK = URI.create("http://127.0.0.1:8001/webhooks/cnc/secret");

    private CncWireMock cnc;
    private CncTestContext context;

    @BeforeEach
    void open() {
        cnc = CncWireMock.start();
        context = CncTestContext.at(cnc.url());
    }

    @AfterEach
    void close() {
        context.close();
        cnc.close();
    }

    @Test
    void allPagesAreReadAndClearedAlarmsLeftOut() {
        page(0, manyFrom(0));
        page(100, alarm("last", "cleared"));

        AlarmList read = alarms().list().optional().orElseThrow();
        assertThat(read.alarms()).hasSize(100);
        assertThat(read.complete()).isTrue();
        cnc.server()
                .verify(4, getRequestedFor(urlPathEqualTo(ALARMS)).withHeader("Accept", equalTo("application/json")));
    }

    @Test
    void aSingleAlarmMayBeAnObject() {
        page(0, alarm("one", "critical"));

        assertThat(alarms().list().optional().orElseThrow().alarms())
                .singleElement()
                .satisfies(alarm -> {
                    assertThat(alarm.severity().severity()).isEqualTo("critical");
                    assertThat(alarm.resource()).isEqualTo(new AlarmResource("Frankfurt", "GigabitEthernet0/0/0/0"));
                    assertThat(alarm.raisedAt()).isEqualTo(Instant.parse("2026-03-01T12:00:00Z"));
                });
    }

    @Test
    void noAlarmIsAnEmptyList() {
        cnc.server()
                .stubFor(get(urlPathEqualTo(ALARMS))
                        .willReturn(CncWireMock.json(
                                200, "{\"com.response-message\":{\"com.header\":{\"com.lastIndex\":-1}}}")));

        assertThat(alarms().list().optional())
                .hasValueSatisfying(read -> assertThat(read.alarms()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "<html>Log in</html>",
                "{\"error\":\"Unauthorized request\"}",
                "{\"error\":{\"code\":5}}",
                "{\"rc.errors\":{\"error\":{\"error-tag\":\"operation-failed\"}}}",
                "{\"com.response-message\":{}}",
                "{\"com.response-message\":{\"com.header\":{}}}",
                "{\"com.response-message\":{\"com.header\":{\"com.firstIndex\":0,\"com.lastIndex\":2}}}",
                "{\"com.response-message\":{\"com.header\":{\"com.lastIndex\":0},\"com.data\":{\"alm.alarm\":{\"alm.uuid\":\"u\"}}}}"
            })
    void anAnswerThatDoesNotProveItIsNotNoAlarm(String body) {
        cnc.server().stubFor(get(urlPathEqualTo(ALARMS)).willReturn(CncWireMock.json(200, body)));

        assertThat(alarms().list().isOk()).isFalse();
    }

    @Test
    void anAlarmOfAnUnknownSeverityIsOpen() {
        page(0, alarm("odd", "catastrophic"));

        assertThat(alarms().list().optional().orElseThrow().alarms())
                .singleElement()
                .satisfies(alarm -> assertThat(alarm.severity()).isEqualTo(AlarmSeverity.INDETERMINATE));
    }

    @Test
    void aListThatMovesWhileItIsReadIsNotComplete() {
        page(0, manyFrom(0));
        page(100, alarm("last", "major"));
        cnc.server()
                .stubFor(get(urlPathEqualTo(ALARMS))
                        .withQueryParam(".startIndex", equalTo("0"))
                        .inScenario("moving")
                        .whenScenarioStateIs("Started")
                        .willSetStateTo("moved")
                        .willReturn(CncWireMock.json(200, envelope(0, 100, manyFrom(1)))));

        AlarmList read = alarms().list().optional().orElseThrow();

        assertThat(read.complete()).isFalse();
        assertThat(read.alarms()).hasSize(102);
    }

    private static String manyFrom(int first) {
        return "["
                + IntStream.range(first, first + 100)
                        .mapToObj(i -> alarm("u" + i, "major"))
                        .collect(Collectors.joining(","))
                + "]";
    }

    private static String envelope(int start, int size, String alarms) {
        return "{\"com.response-message\":{\"com.header\":{\"com.firstIndex\":" + start + ",\"com.lastIndex\":"
                + (start + size - 1) + "},\"com.data\":{\"alm.alarm\":" + alarms + "}}}";
    }

    @Test
    void theWebhooksEnvelopeIsRead() throws Exception {
        var notification = notification("modify", alarm("u", "cleared")).orElseThrow();

        assertThat(notification.operation()).isEqualTo(AlarmNotification.Operation.MODIFY);
        assertThat(notification.clears()).isTrue();
        assertThat(notification("create", alarm("u", "major")).orElseThrow().clears())
                .isFalse();
        assertThat(notification("delete", alarm("u", "major")).orElseThrow().clears())
                .isTrue();
        assertThat(AlarmNotification.parse(JsonMapper.builder().build().readTree("{}")))
                .isEmpty();
    }

    @Test
    void resourcesNameDeviceAndInterface() {
        assertThat(AlarmResource.parse("MD=CISCO_EMS!ND=PE1!FTP=name=Gi0/1/7"))
                .contains(new AlarmResource("PE1", "Gi0/1/7"));
        assertThat(AlarmResource.parse("MD=CISCO_EMS!ND=PE1!FTP=name=Gi0/1/7;lr=lr_ethernet"))
                .contains(new AlarmResource("PE1", "Gi0/1/7"));
        assertThat(AlarmResource.parse("MD=CISCO_EMS!ND=PE1")).contains(new AlarmResource("PE1", null));
        assertThat(AlarmResource.parse("whatever")).isEmpty();
        assertThat(AlarmResource.parse(null)).isEmpty();
    }

    @Test
    void anExistingSubscriptionStays() {
        cnc.server().stubFor(get(SUBSCRIPTIONS).willReturn(CncWireMock.json(200, subscriptions())));

        assertThat(subscriptions(HOOK)).isEqualTo(CncResult.ok(new AlarmSubscription("s-1", "alarm", HOOK)));
        cnc.server().verify(0, postRequestedFor(urlEqualTo(SUBSCRIPTIONS)));
    }

    @Test
    void aMissingSubscriptionIsMade() {
        cnc.server()
                .stubFor(get(SUBSCRIPTIONS)
                        .willReturn(CncWireMock.json(
                                200, "{\"com.response-message\":{\"com.header\":{\"com.lastIndex\":-1}}}")));
        cnc.server()
                .stubFor(post(SUBSCRIPTIONS)
                        .willReturn(CncWireMock.json(
                                201,
                                "{\"ietf-restconf:notification.subscription\":{\"ietf-restconf:notification."
                                        + "subscription-id\":\"s-2\",\"ietf-restconf:notification.client-url\":\""
                                        + HOOK + "\"}}")));

        assertThat(subscriptions(HOOK)).isEqualTo(CncResult.ok(new AlarmSubscription("s-2", "alarm", HOOK)));
    }

    @Test
    void aFailedProbeIsRefusedByItsTag() {
        cnc.server()
                .stubFor(post(SUBSCRIPTIONS)
                        .willReturn(CncWireMock.json(
                                500,
                                "{\"rc.errors\":{\"error\":{\"error-tag\":\"operation-failed\",\"error-app-tag\":\""
                                        + "NOT.0029\",\"error-message\":\"The endpoint is not reachable.\"}}}")));

        assertThat(context.get(AlarmSubscriptions.class).create(HOOK))
                .isEqualTo(CncResult.refused("NOT.0029", "The endpoint is not reachable."));
        assertThat(context.get(AlarmSubscriptions.class).create(URI.create("http://h/x")))
                .isInstanceOf(CncResult.Refused.class);
    }

    @Test
    void deletionAnswersInPlainText() {
        cnc.server()
                .stubFor(delete(SUBSCRIPTIONS + "/s-1").willReturn(aResponse().withBody("Success")));
        cnc.server()
                .stubFor(delete(SUBSCRIPTIONS + "/s-9")
                        .willReturn(
                                CncWireMock.json(400, "{\"rc.errors\":{\"error\":{\"error-app-tag\":\"NOT.0037\"}}}")));

        assertThat(context.get(AlarmSubscriptions.class).delete("s-1")).isEqualTo(CncResult.ok(true));
        assertThat(context.get(AlarmSubscriptions.class).delete("s-9")).isInstanceOf(CncResult.NotFound.class);
    }

    private OpenAlarms alarms() {
        return context.get(OpenAlarms.class);
    }

    private CncResult<AlarmSubscription> subscriptions(URI hook) {
        return context.get(AlarmSubscriptions.class).ensure(hook);
    }

    private void page(int start, String alarms) {
        cnc.server()
                .stubFor(get(urlPathEqualTo(ALARMS))
                        .withQueryParam(".startIndex", equalTo(String.valueOf(start)))
                        .willReturn(CncWireMock.json(200, envelope(start, alarms.startsWith("[") ? 100 : 1, alarms))));
    }

    private static java.util.Optional<AlarmNotification> notification(String operation, String alarm) throws Exception {
        return AlarmNotification.parse(JsonMapper.builder()
                .build()
                .readTree(
                        "{\"ietf-restconf:notification.notification\":{\"ietf-restconf:notification.topic\":\"alarm\","
                                + "\"ietf-restconf:notification.operation\":\"" + operation + "\",\"alm.alarm\":"
                                + alarm + "}}"));
    }

    private static String alarm(String uuid, String severity) {
        return """
                {"alm.uuid":"%s","alm.perceived-severity":"%s","alm.category":"performance",
                "alm.probable-cause":"thresholdCrossed","alm.description":"Delay threshold crossed",
                "alm.node-ref":"MD=CISCO_EMS!ND=Frankfurt",
                "alm.alarm-identifier":{"alm.resource-object-ref":
                  "MD=CISCO_EMS!ND=Frankfurt!FTP=name=GigabitEthernet0/0/0/0"},
                "alm.system-received-time-iso8601":"2026-03-01T12:00:00Z"}"""
                .formatted(uuid, severity);
    }

    private static String subscriptions() {
        return """
                {"com.response-message":{"com.data":{"ietf-restconf:notification.subscription":{
                "ietf-restconf:notification.subscription-id":"s-1","ietf-restconf:notification.topic":"alarm",
                "ietf-restconf:notification.client-url":"%s"}}}}"""
                .formatted(HOOK);
    }
}
