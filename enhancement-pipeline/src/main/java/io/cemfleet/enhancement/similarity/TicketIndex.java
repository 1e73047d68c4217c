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
import org.apache.lucene.store.ByteBuffersDirectory;

/**
 * The TF-IDF index of one tenant's solved tickets. It holds their ids and terms, no text, and lives in memory (about 500
 * bytes a ticket), since it can be made again from the table at any time; a file would be closed by the interrupt that
 * cancels a search.
 */
final class TicketIndex implements AutoCloseable {
    private static final String ID = "ticket_id";
    private static final String TEXT = "text";
    private static final double BUFFER_MB = 8;

    private final ByteBuffersDirectory directory = new ByteBuffersDirectory();
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

    /** Adds a ticket, or replaces it. */
    void put(String ticketId, String text) throws IOException {
        Document document = new Document();
        document.add(new StringField(ID, ticketId, Field.Store.YES));
        document.add(new TextField(TEXT, text, Field.Store.NO));
        writer.updateDocument(new Term(ID, ticketId), document);
    }

    /** The tickets most like a text, the closest first, without the one that asks. */
    List<Hit> search(String text, String without, int most) throws IOException {
        searchers.maybeRefreshBlocking();
        IndexSearcher searcher = searchers.acquire();
        try {
            BooleanQuery query = query(searcher, text, without);
            if (most < 1 || query.clauses().isEmpty()) {
                return List.of();
            }
            ScoreDoc[] found = searcher.search(query, most).scoreDocs;
            double least = found.length == 0 ? 0 : found[0].score * settings.least();
            var stored = searcher.storedFields();
            List<Hit> hits = new ArrayList<>();
            for (ScoreDoc hit : found) {
                if (hit.score > 0 && hit.score >= least) {
                    hits.add(new Hit(stored.document(hit.doc).get(ID), hit.score));
                }
            }
            return hits;
        } finally {
            searchers.release(searcher);
        }
    }

    /** What is searched for a text, as the index is now. */
    BooleanQuery query(String text, String without) throws IOException {
        searchers.maybeRefreshBlocking();
        IndexSearcher searcher = searchers.acquire();
        try {
            return query(searcher, text, without);
        } finally {
            searchers.release(searcher);
        }
    }

    /** The terms that tell the most (term frequency times inverse document frequency), each weighted by its frequency. */
    private BooleanQuery query(IndexSearcher searcher, String text, String without) throws IOException {
        IndexReader reader = searcher.getIndexReader();
        record Weighed(Query query, double weight) {}
        List<Weighed> terms = new ArrayList<>();
        for (Map.Entry<String, Integer> term : TextTerms.of(text).entrySet()) {
            int documents = reader.docFreq(new Term(TEXT, term.getKey()));
            if (documents > 0) {
                float frequency = similarity.tf(term.getValue());
                terms.add(new Weighed(
                        new BoostQuery(new TermQuery(new Term(TEXT, term.getKey())), frequency),
                        frequency * similarity.idf(documents, Math.max(documents, reader.numDocs()))));
            }
        }
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        terms.stream()
                .sorted(Comparator.comparingDouble(Weighed::weight).reversed())
                .limit(settings.terms())
                .forEach(term -> query.add(term.query(), BooleanClause.Occur.SHOULD));
        if (!terms.isEmpty()) {
            query.add(new TermQuery(new Term(ID, without)), BooleanClause.Occur.MUST_NOT);
        }
        return query.build();
    }

    @Override
    public void close() throws IOException {
        searchers.close();
        writer.rollback();
        directory.close();
    }
}
