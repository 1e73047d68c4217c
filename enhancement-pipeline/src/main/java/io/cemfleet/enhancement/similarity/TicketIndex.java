package io.cemfleet.enhancement.similarity;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
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
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.SingleInstanceLockFactory;

/**
 * The TF-IDF index of one tenant's solved tickets. It holds their ids and terms, no text, and lives in memory (about 500
 * bytes a ticket), since it can be made again from the table at any time; a file would be closed by the interrupt that
 * cancels a search.
 */
final class TicketIndex implements AutoCloseable {
    private static final String ID = "ticket_id";
    private static final String TEXT = "text";
    private static final double BUFFER_MB = 8;

    private final ByteBuffersDirectory directory = memory();
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final ClassicSimilarity similarity = new ClassicSimilarity();
    private final SimilaritySettings settings;

    /** @param score above 0, comparable within one search */
    record Hit(String ticketId, double score) {}

    TicketIndex(SimilaritySettings settings) throws IOException {
        this.settings = settings;
        this.writer = new IndexWriter(
                directory,
                new IndexWriterConfig(TextTerms.analyzer())
                        .setSimilarity(similarity)
                        .setRAMBufferSizeMB(BUFFER_MB));
        this.searchers = new SearcherManager(writer, new SearcherFactory() {
            @Override
            public IndexSearcher newSearcher(IndexReader reader, IndexReader previous) {
                IndexSearcher searcher = new IndexSearcher(reader);
                searcher.setSimilarity(similarity);
                return searcher;
            }
        });
    }

    /** A file in one piece: readers are cloned for every term, and of many pieces each clone copies the list. */
    static ByteBuffersDirectory memory() {
        return new ByteBuffersDirectory(
                new SingleInstanceLockFactory(), ByteBuffersDataOutput::new, ByteBuffersDirectory.OUTPUT_AS_ONE_BUFFER);
    }

    /** Adds a ticket, or replaces it. */
    void put(String ticketId, String text) throws IOException {
        Document document = new Document();
        document.add(new StringField(ID, ticketId, Field.Store.YES));
        document.add(new TextField(TEXT, text, Field.Store.NO));
        writer.updateDocument(new Term(ID, ticketId), document);
    }

    /** Makes one piece of all that was added: each piece is searched for each term. For after a great many. */
    void compact() throws IOException {
        writer.forceMerge(1);
    }

    /** The tickets most like a text, the closest first, without the one that asks. */
    List<Hit> search(String text, String without, int most) throws IOException {
        searchers.maybeRefreshBlocking();
        IndexSearcher searcher = searchers.acquire();
        try {
            BooleanQuery query = query(searcher, text);
            if (most < 1 || query.clauses().isEmpty()) {
                return List.of();
            }
            // One more, in case it finds itself: a clause that excludes it would cost Lucene its short cuts.
            List<Hit> hits = hits(searcher, searcher.search(query, most + 1).scoreDocs, without);
            double least = hits.isEmpty() ? 0 : hits.getFirst().score() * settings.least();
            return hits.stream().filter(hit -> hit.score() >= least).limit(most).toList();
        } finally {
            searchers.release(searcher);
        }
    }

    private static List<Hit> hits(IndexSearcher searcher, ScoreDoc[] found, String without) throws IOException {
        var stored = searcher.storedFields();
        List<Hit> hits = new ArrayList<>();
        for (ScoreDoc hit : found) {
            String ticketId = stored.document(hit.doc).get(ID);
            if (hit.score > 0 && !ticketId.equals(without)) {
                hits.add(new Hit(ticketId, hit.score));
            }
        }
        return hits;
    }

    /** What is searched for a text, as the index is now. */
    BooleanQuery query(String text) throws IOException {
        searchers.maybeRefreshBlocking();
        IndexSearcher searcher = searchers.acquire();
        try {
            return query(searcher, text);
        } finally {
            searchers.release(searcher);
        }
    }

    /** The terms that tell the most (term frequency times inverse document frequency), each weighted by its frequency. */
    private BooleanQuery query(IndexSearcher searcher, String text) throws IOException {
        int all = searcher.getIndexReader().numDocs();
        record Weighed(Query query, double weight) {}
        List<Weighed> terms = new ArrayList<>();
        for (Map.Entry<String, Integer> counted : TextTerms.of(text).entrySet()) {
            Term term = new Term(TEXT, counted.getKey());
            // Looked up once: the query takes along where its term stands in the index.
            TermStates states = TermStates.build(searcher, term, true);
            int documents = states.docFreq();
            if (documents > 0) {
                float frequency = similarity.tf(counted.getValue());
                terms.add(new Weighed(
                        new BoostQuery(new TermQuery(term, states), frequency),
                        frequency * similarity.idf(documents, Math.max(documents, all))));
            }
        }
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        terms.stream()
                .sorted(Comparator.comparingDouble(Weighed::weight).reversed())
                .limit(settings.terms())
                .forEach(term -> query.add(term.query(), BooleanClause.Occur.SHOULD));
        return query.build();
    }

    @Override
    public void close() throws IOException {
        searchers.close();
        writer.rollback();
        directory.close();
    }
}
