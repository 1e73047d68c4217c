package io.cemfleet.correlator.stream;

import io.cemfleet.correlator.alert.CorrelatorTopics;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** One source, one processor, no repartition: an alarm, its link and its neighbours meet in the partition of their domain. */
public final class CorrelationTopology {

    private CorrelationTopology() {}

    /**
     * The topology of the stream.
     *
     * @param stores how a state store of a name is kept
     */
    public static Topology build(CorrelationRules rules, Function<String, KeyValueBytesStoreSupplier> stores) {
        Topology topology = new Topology();
        String processor = "correlate";
        topology.addSource(
                "alerts", Serdes.String().deserializer(), Serdes.ByteArray().deserializer(), CorrelatorTopics.ALERTS);
        topology.addProcessor(processor, () -> new AlertProcessor(rules), "alerts");
        StateTables.NAMES.forEach(name -> topology.addStateStore(store(stores.apply(name)), processor));
        sink(topology, AlertProcessor.VERDICT_SINK, CorrelatorTopics.VERDICTS, processor);
        sink(topology, AlertProcessor.INCIDENT_SINK, CorrelatorTopics.INCIDENTS, processor);
        sink(topology, AlertProcessor.DEAD_SINK, CorrelatorTopics.dead(CorrelatorTopics.ALERTS), processor);
        return topology;
    }

    private static void sink(Topology topology, String name, String topic, String parent) {
        topology.addSink(
                name, topic, Serdes.String().serializer(), Serdes.ByteArray().serializer(), parent);
    }

    private static StoreBuilder<KeyValueStore<String, byte[]>> store(KeyValueBytesStoreSupplier supplier) {
        return Stores.keyValueStoreBuilder(supplier, Serdes.String(), Serdes.ByteArray())
                .withCachingEnabled();
    }
}
