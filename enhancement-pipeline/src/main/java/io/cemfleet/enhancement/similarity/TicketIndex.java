package io.cemfleet.enhancement.similarity;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermStates;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.ClassicSimilarity;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.util.IOUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * The TF-IDF index of one tenant's solved tickets, in a directory of its own. It holds their ids and terms, no text
 * (about 500 bytes a ticket), and can be rebuilt from the table at any time. Only {@link IndexFileWork} writes files;
 * searched files are mapped into memory, which an interrupt does not close.
 */
public final class TicketIndex implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(TicketIndex.class);
    private static final String ID = "ticket_id";
    private static final String TEXT = "text";
    private static final String SEEN = "seen";
    /** Of heap, until a search or the next piece on disk: as many times as indexes are open. */
    private static final double BUFFER_MB = 2;

    private static final ClassicSimilarity SIMILARITY = new ClassicSimilarity();

    private final Path folder;
    private final FSDirectory directory;
    private final Instant seen;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final SimilaritySettings settings;

    /** @param score above 0, comparable within one search */
    public record SearchHit(String ticketId, double score) {}

    private TicketIndex(Path folder, FSDirectory directory, SimilaritySettings settings) throws IOException {
        this.folder = folder;
        this.directory = directory;
        this.settings = settings;
        this.seen = intact(directory);
        this.writer = new IndexWriter(
                directory,
                new IndexWriterConfig(TextTokenizer.analyzer())
                        .setSimilarity(SIMILARITY)
                        .setRAMBufferSizeMB(BUFFER_MB));
        try {
            this.searchers = new SearcherManager(writer, new SearcherFactory() {
                @Override
                public IndexSearcher newSearcher(IndexReader reader, IndexReader previous) {
                    IndexSearcher searcher = new IndexSearcher(reader);
                    searcher.setSimilarity(SIMILARITY);
                    return searcher;
                }
            });
        } catch (IOException | RuntimeException e) {
            writer.rollback();
            throw e;
        }
    }

    /** Opens the index of a directory. If there is none, or a damaged one, it is empty. */
    public static TicketIndex open(Path folder, SimilaritySettings settings) throws IOException {
        try {
            return opened(folder, settings);
        } catch (LockObtainFailedException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            LOG.warn("An index of similar tickets is damaged and is made again from the table: {}", e.toString());
            FileSystemUtils.deleteRecursively(folder);
            return opened(folder, settings);
        }
    }

    private static TicketIndex opened(Path folder, SimilaritySettings settings) throws IOException {
        FSDirectory directory = FSDirectory.open(folder);
        try {
            return new TicketIndex(folder, directory, settings);
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /** Compares all files with their checksums, and gives what {@link #keep} was given. */
    private static Instant intact(FSDirectory directory) throws IOException {
        if (!DirectoryReader.indexExists(directory)) {
            return Instant.EPOCH;
        }
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            for (LeafReaderContext piece : reader.leaves()) {
                piece.reader().checkIntegrity();
            }
            return Instant.parse(reader.getIndexCommit().getUserData().getOrDefault(SEEN, Instant.EPOCH.toString()));
        }
    }

    /** How far the table had been read when the index was kept; {@link Instant#EPOCH} if it was not. */
    Instant seen() {
        return seen;
    }

    /** Adds a ticket, or replaces it. */
    public void put(String ticketId, String text) throws IOException {
        Document document = new Document();
        document.add(new StringField(ID, ticketId, Field.Store.YES));
        document.add(new TextField(TEXT, text, Field.Store.NO));
        writer.updateDocument(new Term(ID, ticketId), document);
    }

    /**
     * Merges all segments of the index into one, since each segment is searched for each term. To be used after many
     * additions.
     */
    public void compact() throws IOException {
        writer.forceMerge(1);
    }

    /** The tickets most like a text, the closest first, without the ticket of the search. */
    public List<SearchHit> search(String text, String without, int most) throws IOException {
        refresh();
        IndexSearcher searcher = searchers.acquire();
        try {
            BooleanQuery query = query(searcher, text);
            if (most < 1 || query.clauses().isEmpty()) {
                return List.of();
            }
            // One more, in case it finds itself: a clause that excludes it would cost Lucene its short cuts.
            List<SearchHit> hits = hits(searcher, searcher.search(query, most + 1).scoreDocs, without);
            double least = hits.isEmpty() ? 0 : hits.getFirst().score() * settings.least();
            return hits.stream().filter(hit -> hit.score() >= least).limit(most).toList();
        } finally {
            searchers.release(searcher);
        }
    }

    /** Makes additions visible to searches. */
    private void refresh() throws IOException {
        if (!current()) {
            IndexFileWork.run(() -> {
                searchers.maybeRefreshBlocking();
                return searchers;
            });
        }
    }

    private boolean current() throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            return ((DirectoryReader) searcher.getIndexReader()).isCurrent();
        } finally {
            searchers.release(searcher);
        }
    }

    private static List<SearchHit> hits(IndexSearcher searcher, ScoreDoc[] found, String without) throws IOException {
        var stored = searcher.storedFields();
        List<SearchHit> hits = new ArrayList<>();
        for (ScoreDoc hit : found) {
            String ticketId = stored.document(hit.doc).get(ID);
            if (hit.score > 0 && !ticketId.equals(without)) {
                hits.add(new SearchHit(ticketId, hit.score));
            }
        }
        return hits;
    }

    /** The query for a text against the present index. */
    public BooleanQuery query(String text) throws IOException {
        refresh();
        IndexSearcher searcher = searchers.acquire();
        try {
            return query(searcher, text);
        } finally {
            searchers.release(searcher);
        }
    }

    /** The most significant terms (term frequency times inverse document frequency), each weighted by its frequency. */
    private BooleanQuery query(IndexSearcher searcher, String text) throws IOException {
        int all = searcher.getIndexReader().numDocs();
        record Weighed(Query query, double weight) {}
        List<Weighed> terms = new ArrayList<>();
        for (Map.Entry<String, Integer> counted : TextTokenizer.of(text).entrySet()) {
            Term term = new Term(TEXT, counted.getKey());
            // Looked up once: the query carries the position of its term in the index.
            TermStates states = TermStates.build(searcher, term, true);
            int documents = states.docFreq();
            if (documents > 0) {
                float frequency = SIMILARITY.tf(counted.getValue());
                terms.add(new Weighed(
                        new BoostQuery(new TermQuery(term, states), frequency),
                        frequency * SIMILARITY.idf(documents, Math.max(documents, all))));
            }
        }
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        terms.stream()
                .sorted(Comparator.comparingDouble(Weighed::weight).reversed())
                .limit(settings.terms())
                .forEach(term -> query.add(term.query(), BooleanClause.Occur.SHOULD));
        return query.build();
    }

    /**
     * Closes the index and leaves it on disk.
     *
     * @param read how far the table has been read
     */
    void keep(Instant read) throws IOException {
        writer.setLiveCommitData(Map.of(SEEN, read.toString()).entrySet());
        IOUtils.close(searchers, writer, directory);
    }

    /** Closes the index and removes it from disk. Searches that have begun complete. */
    @Override
    public void close() throws IOException {
        IOUtils.close(searchers, writer::rollback, directory, () -> FileSystemUtils.deleteRecursively(folder));
    }
}
