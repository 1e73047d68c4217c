package io.cemfleet.correlator.network;

import io.cemfleet.correlator.alert.AlertJson;
import io.cemfleet.network.topology.Link;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.runtime.time.SqlTime;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Links that the topology has or had, in memory and in the table {@code known_link}: the alarm about a link that is
 * down may arrive after it left the topology, and this agent may have been restarted in between.
 */
@Component
public class KnownLinkStore {
    private static final Logger LOG = LoggerFactory.getLogger(KnownLinkStore.class);

    /** Entries in memory; a link has three. */
    private static final int REMEMBERED = 100_000;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Clock clock;
    private final Map<String, Link> byName = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Link> eldest) {
            return size() > REMEMBERED;
        }
    });

    private final Map<String, Link> unsaved = new LinkedHashMap<>();
    private @Nullable NetworkTopology newest;

    KnownLinkStore(JdbcClient jdbc, JdbcTemplate batches, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
        jdbc.sql("select link::text from known_link order by gone_at nulls last").query(String.class).list().stream()
                .flatMap(KnownLinkStore::read)
                .forEach(this::remember);
    }

    /** Takes in a new version of the topology; what cannot be stored now is stored later. */
    synchronized void remember(NetworkTopology topology) {
        for (Link link : topology.links()) {
            if (!link.equals(byName.get(link.id()))) {
                remember(link);
                unsaved.put(link.id(), link);
            }
        }
        newest = topology;
        save();
    }

    /** Stores what could not be stored before. */
    synchronized void save() {
        if (newest == null) {
            return;
        }
        try {
            write(newest);
            unsaved.clear();
            newest = null;
        } catch (DataAccessException e) {
            LOG.warn("the links of the topology are stored later: {}", e.getMessage());
        }
    }

    private void write(NetworkTopology topology) {
        batches.batchUpdate(
                """
                insert into known_link (link_id, link) values (?, ?::jsonb)
                on conflict (link_id) do update set link = excluded.link, gone_at = null""",
                unsaved.values().stream()
                        .map(link -> new Object[] {link.id(), AlertJson.text(link)})
                        .toList());
        String[] present = topology.links().stream().map(Link::id).toArray(String[]::new);
        jdbc.sql("update known_link set gone_at = null where gone_at is not null and link_id = any(:present)")
                .param("present", present)
                .update();
        jdbc.sql("update known_link set gone_at = :now where gone_at is null and link_id <> all(:present)")
                .param("now", SqlTime.utc(clock.instant()))
                .param("present", present)
                .update();
    }

    /** The link of this id. */
    Optional<Link> named(String linkId) {
        return Optional.ofNullable(byName.get(linkId));
    }

    /** The link at a router's (slug) interface. */
    Optional<Link> at(String node, String interfaceName) {
        return Optional.ofNullable(byName.get(key(node, interfaceName)));
    }

    /** The ids of all. */
    Set<String> ids() {
        return Stream.of(byName.values().toArray(Link[]::new)).map(Link::id).collect(Collectors.toSet());
    }

    private void remember(Link link) {
        byName.put(link.id(), link);
        link.directions().forEach(direction -> byName.put(key(direction.from(), direction.fromInterface()), link));
    }

    private static Stream<Link> read(String json) {
        try {
            return Stream.of(AlertJson.read(json, Link.class));
        } catch (IllegalArgumentException e) {
            LOG.warn("a link that is kept cannot be read, and is left out: {}", e.getMessage());
            return Stream.empty();
        }
    }

    private static String key(String node, String interfaceName) {
        return node + ' ' + interfaceName;
    }
}
