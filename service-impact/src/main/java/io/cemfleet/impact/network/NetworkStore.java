package io.cemfleet.impact.network;

import io.cemfleet.runtime.time.SqlTime;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Networks in Postgres: each is written once, and removed when it is neither the newest nor the last of a link. */
@Component
class NetworkStore {

    private static final Logger log = LoggerFactory.getLogger(NetworkStore.class);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    private record WithdrawnLinkRow(String linkId, UUID networkId, Instant goneAt) {}

    NetworkStore(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** The networks that were stored last. Networks that this version of the agent cannot read are left out. */
    PersistedNetworks load() {
        var networks = new HashMap<UUID, SeenNetwork>();
        jdbc.sql("select id from seen_network").query(UUID.class).list().stream()
                .flatMap(id -> network(id).stream())
                .forEach(seen -> networks.put(seen.id(), seen));
        var newest = jdbc.sql("select id from seen_network where newest")
                .query(UUID.class)
                .optional()
                .map(networks::get)
                .orElse(null);
        var gone = jdbc
                .sql("select link_id, network_id, gone_at from gone_link")
                .query((row, number) -> new WithdrawnLinkRow(
                        row.getString("link_id"),
                        row.getObject("network_id", UUID.class),
                        SqlTime.instant(row, "gone_at")))
                .list()
                .stream()
                .filter(row -> networks.containsKey(row.networkId()))
                .collect(Collectors.toMap(
                        WithdrawnLinkRow::linkId,
                        row -> new WithdrawnLink(Objects.requireNonNull(networks.get(row.networkId())), row.goneAt())));
        return new PersistedNetworks(newest, gone);
    }

    private Optional<SeenNetwork> network(UUID id) {
        var bytes = jdbc.sql("select network from seen_network where id = :id")
                .param("id", id)
                .query(byte[].class)
                .optional();
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SeenNetwork(id, StoredNetwork.read(bytes.get())));
        } catch (IOException e) {
            log.warn("A stored network is not used: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** Replaces the stored networks, all or nothing. */
    void save(PersistedNetworks memory) {
        transaction.executeWithoutResult(status -> {
            var networks = Stream.concat(
                            Stream.ofNullable(memory.newest()),
                            memory.gone().values().stream().map(WithdrawnLink::network))
                    .collect(Collectors.toMap(SeenNetwork::id, seen -> seen, (one, same) -> one));
            var stored = stored(networks.keySet());
            networks.values().stream()
                    .filter(seen -> !stored.contains(seen.id()))
                    .forEach(this::insert);
            markNewest(memory.newest());
            jdbc.sql("delete from gone_link where link_id <> all(:links)")
                    .param("links", memory.gone().keySet().toArray(String[]::new))
                    .update();
            memory.gone().forEach(this::put);
            jdbc.sql(
                            """
                            delete from seen_network
                            where id <> all(:kept) and id not in (select network_id from gone_link)""")
                    .param("kept", networks.keySet().toArray(UUID[]::new))
                    .update();
        });
    }

    /** The lock prevents other instances from removing the networks before a link refers to them. */
    private Set<UUID> stored(Set<UUID> ids) {
        return new HashSet<>(jdbc.sql("select id from seen_network where id = any(:ids) for key share")
                .param("ids", ids.toArray(UUID[]::new))
                .query(UUID.class)
                .list());
    }

    private void insert(SeenNetwork seen) {
        jdbc.sql("insert into seen_network (id, network) values (:id, :network)")
                .param("id", seen.id())
                .param("network", StoredNetwork.write(seen.state()))
                .update();
    }

    private void markNewest(@Nullable SeenNetwork newest) {
        if (newest != null) {
            jdbc.sql("update seen_network set newest = (id = :id) where newest or id = :id")
                    .param("id", newest.id())
                    .update();
        }
    }

    private void put(String linkId, WithdrawnLink gone) {
        jdbc.sql(
                        """
                        insert into gone_link (link_id, network_id, gone_at) values (:link, :network, :at)
                        on conflict (link_id) do update set network_id = excluded.network_id, gone_at = excluded.gone_at""")
                .param("link", linkId)
                .param("network", gone.network().id())
                .param("at", SqlTime.utc(gone.goneAt()))
                .update();
    }
}
