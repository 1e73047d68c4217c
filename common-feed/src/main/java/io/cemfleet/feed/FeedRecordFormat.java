package io.cemfleet.feed;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.cemfleet.network.measurement.LinkMeasurement;
import io.cemfleet.network.policy.PolicyMeasurement;
import io.cemfleet.network.policy.SrPolicy;
import io.cemfleet.network.service.VpnService;
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
import io.cemfleet.network.topology.Router;
import io.cemfleet.runtime.kafka.UnusableRecordException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Keys and values of the topic. A key is {@code kind/id}; a value is JSON with the object, the version that it came
 * with, and when it was read; no value removes the object.
 */
final class FeedRecordFormat {

    static final String VERSION = "version/";
    private static final String LINK_MEASUREMENT = "link/";

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** The value of a record; the object is one of the network's own records. */
    private record FeedValue(Object object, long version, Instant readAt) {}

    private FeedRecordFormat() {}

    static String key(ObjectKey key) {
        return key.kind().name().toLowerCase(Locale.ROOT) + "/" + key.id();
    }

    static String versionKey(long number) {
        return VERSION + number;
    }

    /** @param readAt of the version; a measurement has its own */
    static byte[] value(NetworkObject object, long version, Instant readAt) {
        return switch (object) {
            case NodeObject(Router router) -> write(router, version, readAt);
            case LinkObject link -> write(link, version, readAt);
            case PolicyObject(SrPolicy policy) -> write(policy, version, readAt);
            case ServiceObject(VpnService service) -> write(service, version, readAt);
            case LinkLoad(LinkMeasurement measured, Instant at) -> write(measured, version, at);
            case PolicyLoad(PolicyMeasurement measured, Instant at) -> write(measured, version, at);
        };
    }

    static byte[] value(SnapshotVersion version) {
        return write(version, version.number(), version.confirmedAt());
    }

    /** @throws UnusableRecordException for what is not a record of this topic, or names another object than its key */
    static FeedRecord read(@Nullable String key, byte @Nullable [] value) {
        if (key == null) {
            throw new UnusableRecordException("a record without a key");
        }
        if (key.startsWith(VERSION)) {
            return value == null ? new FeedRecord.Ignored() : new FeedRecord.Closed(version(value));
        }
        var objectKey = objectKey(key);
        if (objectKey == null) {
            return new FeedRecord.Ignored();
        }
        return value == null ? new FeedRecord.Absent(objectKey) : new FeedRecord.Present(object(objectKey, value));
    }

    /** Absent for a kind that this version does not use. */
    static @Nullable ObjectKey objectKey(String key) {
        int slash = key.indexOf('/');
        if (slash <= 0 || slash == key.length() - 1) {
            throw new UnusableRecordException("not a key of kind and id");
        }
        for (var kind : ObjectKind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(key.substring(0, slash))) {
                return new ObjectKey(kind, key.substring(slash + 1));
            }
        }
        return null;
    }

    private static NetworkObject object(ObjectKey key, byte[] value) {
        try {
            var tree = JSON.readTree(value);
            var object = object(key, tree.path("object"), JSON.treeToValue(tree.path("read_at"), Instant.class));
            if (!object.key().equals(key)) {
                throw new UnusableRecordException("its object is not the one that its key names");
            }
            return object;
        } catch (IOException | IllegalArgumentException | NullPointerException e) {
            throw new UnusableRecordException("not an object of kind " + key.kind(), e);
        }
    }

    private static NetworkObject object(ObjectKey key, JsonNode object, @Nullable Instant readAt) throws IOException {
        return switch (key.kind()) {
            case NODE -> new NodeObject(JSON.treeToValue(object, Router.class));
            case LINK -> JSON.treeToValue(object, LinkObject.class);
            case POLICY -> new PolicyObject(JSON.treeToValue(object, SrPolicy.class));
            case SERVICE -> new ServiceObject(JSON.treeToValue(object, VpnService.class));
            case MEASUREMENT -> {
                if (readAt == null) {
                    throw new UnusableRecordException("a measurement without a time");
                }
                yield key.id().startsWith(LINK_MEASUREMENT)
                        ? new LinkLoad(JSON.treeToValue(object, LinkMeasurement.class), readAt)
                        : new PolicyLoad(JSON.treeToValue(object, PolicyMeasurement.class), readAt);
            }
        };
    }

    private static SnapshotVersion version(byte[] value) {
        try {
            var version = JSON.treeToValue(JSON.readTree(value).path("object"), SnapshotVersion.class);
            if (version.confirmedAt() == null) {
                throw new UnusableRecordException("a version without a time");
            }
            return version;
        } catch (IOException | IllegalArgumentException | NullPointerException e) {
            throw new UnusableRecordException("not a version", e);
        }
    }

    private static byte[] write(Object object, long version, Instant readAt) {
        try {
            return JSON.writeValueAsBytes(new FeedValue(object, version, readAt));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
