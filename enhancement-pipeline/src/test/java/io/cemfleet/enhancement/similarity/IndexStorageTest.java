package io.cemfleet.enhancement.similarity;

import static io.cemfleet.enhancement.StageFixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cemfleet.enhancement.stage.SimilarTicket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.util.FileSystemUtils;

class IndexStorageTest {
    private final Path shared;
    private final HistoryDatabase database = new HistoryDatabase();

    IndexStorageTest(@TempDir Path shared) {
        this.shared = shared;
    }

    @AfterEach
    void stop() throws IOException {
        database.close();
    }

    private IndexedTicketHistory start(int open) {
        return database.history(
                Clock.systemUTC(), new SimilaritySettings(25, 0.25, Duration.ZERO, shared.toString(), open));
    }

    private static void learned(IndexedTicketHistory history, String tenant, String ticket) {
        history.learned(tenant, ticket, "Server slow", "The server is slow.", "It was restarted.", NOW);
    }

    private static List<SimilarTicket> similar(IndexedTicketHistory history, String tenant) {
        return history.similar(tenant, "slow server", "", 5);
    }

    private static void evict(IndexedTicketHistory history, String tenant) {
        AtomicInteger others = new AtomicInteger();
        await().until(() -> {
            similar(history, "other-" + others.incrementAndGet());
            return !history.open().contains(tenant);
        });
    }

    private Path folderOf(String tenant) throws IOException {
        try (Stream<Path> folders = Files.walk(shared, 2)) {
            return folders.filter(folder -> folder.endsWith(tenant)).findAny().orElseThrow();
        }
    }

    private List<Path> instances() throws IOException {
        try (Stream<Path> folders = Files.list(shared)) {
            return folders.toList();
        }
    }

    @Test
    void anIndexThatGaveWayIsOpenedAgainFromDiskWithTheSameHits() throws Exception {
        IndexedTicketHistory history = start(1);
        learned(history, "acme", "TKT-1");
        learned(history, "acme", "TKT-2");
        List<SimilarTicket> before = similar(history, "acme");

        evict(history, "acme");
        // What was learned long ago is not read from the table again.
        database.tenants().in("acme", () -> database.jdbc()
                .sql("update resolved_ticket set learned_at = learned_at - interval '1 year' where ticket_id = 'TKT-1'")
                .update());

        assertThat(before).hasSize(2);
        assertThat(similar(history, "acme")).isEqualTo(before);
        history.close();
    }

    @Test
    void whatIsKeptIsThereWithoutTheTable() throws Exception {
        var settings = new SimilaritySettings(25, 0.25, Duration.ZERO, "", 1);
        TicketIndex index = TicketIndex.open(shared.resolve("acme"), settings);
        index.put("TKT-1", "The server is slow.");
        index.put("TKT-2", "The server is slow since the backup.");
        List<TicketIndex.SearchHit> before = index.search("slow server", "", 5);

        index.keep(NOW);

        try (TicketIndex again = TicketIndex.open(shared.resolve("acme"), settings)) {
            assertThat(again.seen()).isEqualTo(NOW);
            assertThat(again.search("slow server", "", 5)).isEqualTo(before).hasSize(2);
        }
    }

    @Test
    void noMoreIndexesAreOpenThanTheSettingSays() throws Exception {
        IndexedTicketHistory history = start(2);

        for (int tenant = 0; tenant < 8; tenant++) {
            learned(history, "tenant-" + tenant, "TKT-" + tenant);
            assertThat(history.open()).hasSizeLessThanOrEqualTo(2);
        }

        for (int tenant = 0; tenant < 8; tenant++) {
            assertThat(similar(history, "tenant-" + tenant))
                    .extracting(SimilarTicket::ticketId)
                    .containsExactly("TKT-" + tenant);
        }
        history.close();
    }

    private enum Damage {
        FLIPPED_BYTE {
            @Override
            void to(Path file) throws IOException {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                    ByteBuffer one = ByteBuffer.allocate(1);
                    long middle = channel.size() / 2;
                    channel.read(one, middle);
                    channel.write(one.put(0, (byte) ~one.get(0)).flip(), middle);
                }
            }
        },
        CUT {
            @Override
            void to(Path file) throws IOException {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(channel.size() / 2);
                }
            }
        },
        EMPTY {
            @Override
            void to(Path file) throws IOException {
                Files.write(file, new byte[0]);
            }
        },
        GONE {
            @Override
            void to(Path file) throws IOException {
                Files.delete(file);
            }
        };

        abstract void to(Path file) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void aDamagedIndexIsMadeAgainFromTheTable(Damage damage) throws Exception {
        IndexedTicketHistory history = start(1);
        learned(history, "acme", "TKT-1");
        learned(history, "acme", "TKT-2");
        List<SimilarTicket> before = similar(history, "acme");
        assertThat(before).hasSize(2);
        int files = 1;

        for (int damaged = 0; damaged < files; damaged++) {
            evict(history, "acme");
            try (Stream<Path> list = Files.list(folderOf("acme"))) {
                List<Path> all = list.filter(file -> !file.endsWith("write.lock"))
                        .sorted()
                        .toList();
                files = all.size();
                damage.to(all.get(damaged));
            }
            assertThat(similar(history, "acme")).isEqualTo(before);
        }
        history.close();
    }

    @Test
    void anIndexWhoseFilesVanishWhileItIsOpenIsMadeAgain() throws Exception {
        IndexedTicketHistory history = start(10);
        learned(history, "acme", "TKT-1");
        assertThat(similar(history, "acme")).hasSize(1);

        FileSystemUtils.deleteRecursively(folderOf("acme"));
        learned(history, "acme", "TKT-2");

        assertThat(similar(history, "acme")).hasSize(2);
        history.close();
    }

    @Test
    void instancesThatShareAFolderDoNotDisturbEachOtherAndTheDeadAreRemoved() throws Exception {
        Path dead = Files.createDirectories(shared.resolve("instance-dead/acme"));
        Files.writeString(dead.resolve("segments_1"), "left behind");

        IndexedTicketHistory one = start(10);
        learned(one, "acme", "TKT-1");
        IndexedTicketHistory other = start(10);

        assertThat(dead.getParent()).doesNotExist();
        assertThat(similar(one, "acme")).isEqualTo(similar(other, "acme")).hasSize(1);
        assertThat(instances()).hasSize(2);

        other.close();
        learned(one, "acme", "TKT-2");
        assertThat(similar(one, "acme")).hasSize(2);
        one.close();
        assertThat(instances()).isEmpty();
    }

    @Test
    void aTenantIsForgottenOnDiskTooAndSearchesUnderWayEndWell() throws Exception {
        IndexedTicketHistory history = start(10);
        learned(history, "acme", "TKT-1");
        similar(history, "acme");
        Path folder = folderOf("acme");

        history.forget("acme");
        assertThat(folder).doesNotExist();

        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger searches = new AtomicInteger();
        CompletableFuture<Void> searching = CompletableFuture.runAsync(() -> {
            while (!done.get()) {
                assertThat(similar(history, "acme")).hasSize(1);
                searches.incrementAndGet();
            }
        });
        for (int time = 0; time < 20; time++) {
            int before = searches.get();
            history.forget("acme");
            await().until(() -> searching.isDone() || searches.get() > before + 1);
        }
        done.set(true);
        searching.join();
        history.close();
    }

    @Test
    void aSearchThatIsInterruptedDoesNotBreakTheIndex() throws Exception {
        IndexedTicketHistory history = start(10);
        learned(history, "acme", "TKT-1");

        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> similar(history, "acme")).isInstanceOf(CancellationException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(similar(history, "acme")).hasSize(1);
        history.close();
    }

    @Test
    void aTenantsNameLeadsNowhereElse() throws Exception {
        IndexedTicketHistory history = start(10);

        assertThatThrownBy(() -> similar(history, "../acme")).isInstanceOf(IllegalArgumentException.class);
        history.forget("..");

        assertThat(instances()).hasSize(1);
        history.close();
    }
}
