package io.cemfleet.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.network.policy.PolicyMeasurement;
import io.cemfleet.network.snapshot.NetworkObject;
import io.cemfleet.network.snapshot.NetworkObject.LinkLoad;
import io.cemfleet.network.snapshot.NetworkObject.LinkObject;
import io.cemfleet.network.snapshot.NetworkObject.NodeObject;
import io.cemfleet.network.snapshot.NetworkObject.PolicyLoad;
import io.cemfleet.network.snapshot.NetworkObject.PolicyObject;
import io.cemfleet.network.snapshot.NetworkObject.ServiceObject;
import io.cemfleet.network.snapshot.ObjectKey;
import io.cemfleet.network.snapshot.ObjectKind;
import io.cemfleet.network.snapshot.SnapshotVersion;
import io.cemfleet.runtime.kafka.UnusableRecordException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The golden files are what agents of other versions read and write. */
class FeedRecordFormatTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Map.Entry<String, NetworkObject>> golden() {
        var link = NetworkFixtures.topology().link("munich-zurich").orElseThrow();
        var policy = NetworkFixtures.policy();
        return Stream.of(
                Map.entry(
                        "node",
                        new NodeObject(
                                NetworkFixtures.topology().router("zurich").orElseThrow())),
                Map.entry("link", new LinkObject(link.id(), link.directions())),
                Map.entry("policy", new PolicyObject(policy)),
                Map.entry("service", new ServiceObject(NetworkFixtures.service())),
                Map.entry(
                        "measurement-link",
                        new LinkLoad(
                                NetworkFixtures.sample(link.directions().getFirst(), NetworkFixtures.NOW),
                                NetworkFixtures.NOW)),
                Map.entry(
                        "measurement-policy",
                        new PolicyLoad(new PolicyMeasurement(policy.key(), 120.5, 7.2, null), NetworkFixtures.NOW)));
    }

    private static byte[] file(String name) {
        try (var in = FeedRecordFormatTest.class.getResourceAsStream("/golden/" + name + ".json")) {
            return in == null ? new byte[0] : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("golden")
    void eachKindIsWrittenAndReadAsItsGoldenFileSays(Map.Entry<String, NetworkObject> golden) throws IOException {
        var key = FeedRecordFormat.key(golden.getValue().key());
        var written = FeedRecordFormat.value(golden.getValue(), 7, NetworkFixtures.NOW);
        assertThat(JSON.readTree(written)).isEqualTo(JSON.readTree(file(golden.getKey())));
        assertThat(FeedRecordFormat.read(key, file(golden.getKey())))
                .isEqualTo(new FeedRecord.Present(golden.getValue()));
        assertThat(FeedRecordFormat.read(key, null))
                .isEqualTo(new FeedRecord.Absent(golden.getValue().key()));
    }

    @Test
    void aVersionIsWrittenAndReadAsItsGoldenFileSays() throws IOException {
        var version = new SnapshotVersion(
                7, NetworkFixtures.NOW, NetworkFixtures.NOW.minusSeconds(9), List.of("10.9.9.9,10.0.0.1,100"));
        assertThat(JSON.readTree(FeedRecordFormat.value(version))).isEqualTo(JSON.readTree(file("version")));
        assertThat(FeedRecordFormat.read("version/7", file("version"))).isEqualTo(new FeedRecord.Closed(version));
        assertThat(FeedRecordFormat.read("version/6", null)).isEqualTo(new FeedRecord.Ignored());
    }

    @Test
    void aKindOfALaterReleaseIsIgnored() {
        assertThat(FeedRecordFormat.read("sid-list/x", file("node"))).isEqualTo(new FeedRecord.Ignored());
    }

    @Test
    void aFieldOfALaterReleaseIsIgnored() {
        var more = new String(file("node"), StandardCharsets.UTF_8).replaceFirst("\\{", "{\"later\":[1],");
        assertThat(FeedRecordFormat.read("node/zurich", more.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(FeedRecord.Present.class);
    }

    @Test
    void aRecordThatNamesAnotherObjectThanItsKeyIsUnusable() {
        assertThatThrownBy(() -> FeedRecordFormat.read("node/munich", file("node")))
                .isInstanceOf(UnusableRecordException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\0", "[]", "null", "{}", "{\"object\":null}", "{\"object\":{\"id\":7}}", "not json"})
    void whatIsNoObjectIsUnusable(String value) {
        for (var kind : ObjectKind.values()) {
            var key = FeedRecordFormat.key(new ObjectKey(kind, "link/x"));
            assertThatThrownBy(() -> FeedRecordFormat.read(key, value.getBytes(StandardCharsets.UTF_8)))
                    .as(key)
                    .isInstanceOf(UnusableRecordException.class);
        }
        assertThatThrownBy(() -> FeedRecordFormat.read("version/1", value.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnusableRecordException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "node", "node/", "/x"})
    void whatIsNoKeyIsUnusable(String key) {
        assertThatThrownBy(() -> FeedRecordFormat.read(key, file("node"))).isInstanceOf(UnusableRecordException.class);
    }
}
