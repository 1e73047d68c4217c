package io.cemfleet.bench.kernel;

import io.cemfleet.correlator.alert.AlertJson;
import io.cemfleet.correlator.stream.StateTable;
import io.cemfleet.correlator.stream.StateTables;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/** Tables of JSON in RocksDB, without its log, as Kafka Streams keeps them: the rules with the cost of the store. */
final class RocksTables implements StateTables, AutoCloseable {
    private final Options options = new Options().setCreateIfMissing(true);
    private final WriteOptions unlogged = new WriteOptions().setDisableWAL(true);
    private final RocksDB database;

    RocksTables(Path directory) {
        try {
            this.database = RocksDB.open(options, directory.toString());
        } catch (RocksDBException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public <V> StateTable<V> table(String name, Class<V> type) {
        return new StateTable<>() {
            @Override
            public @Nullable V get(String key) {
                try {
                    byte[] json = database.get(bytes(key));
                    return json == null ? null : AlertJson.read(json, type);
                } catch (RocksDBException e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            public void put(String key, V value) {
                try {
                    database.put(unlogged, bytes(key), AlertJson.bytes(value));
                } catch (RocksDBException e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            public void delete(String key) {
                try {
                    database.delete(unlogged, bytes(key));
                } catch (RocksDBException e) {
                    throw new IllegalStateException(e);
                }
            }

            private byte[] bytes(String key) {
                return (name + '|' + key).getBytes(StandardCharsets.UTF_8);
            }
        };
    }

    @Override
    public void close() {
        database.close();
        unlogged.close();
        options.close();
    }
}
