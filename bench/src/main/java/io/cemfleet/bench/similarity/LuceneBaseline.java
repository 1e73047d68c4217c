package io.cemfleet.bench.similarity;

import io.cemfleet.enhancement.similarity.TextTokenizer;
import io.cemfleet.enhancement.similarity.TicketIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.ClassicSimilarity;
import org.apache.lucene.store.FSDirectory;
import org.springframework.util.FileSystemUtils;

/** Plain Lucene with the same analysis and the same similarity, as the reference. */
final class LuceneBaseline implements AutoCloseable {
    private static final String ID = "ticket_id";
    private static final String TEXT = "text";

    private final Path folder = Files.createTempDirectory("cem-fleet-bench");
    private final FSDirectory directory = FSDirectory.open(folder);
    private final ClassicSimilarity similarity = new ClassicSimilarity();
    private final DirectoryReader reader;
    private final IndexSearcher searcher;

    LuceneBaseline(List<String> tickets) throws IOException {
        try (IndexWriter writer =
                new IndexWriter(directory, new IndexWriterConfig(TextTokenizer.analyzer()).setSimilarity(similarity))) {
            for (int i = 0; i < tickets.size(); i++) {
                Document document = new Document();
                document.add(new StringField(ID, "TKT-" + i, Field.Store.YES));
                document.add(new TextField(TEXT, tickets.get(i), Field.Store.NO));
                writer.addDocument(document);
            }
            writer.forceMerge(1);
        }
        reader = DirectoryReader.open(directory);
        searcher = new IndexSearcher(reader);
        searcher.setSimilarity(similarity);
    }

    /** Every term of a text, each weighted by its frequency. */
    Query everyTerm(String text) {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        TextTokenizer.of(text)
                .forEach((term, count) -> query.add(
                        new BoostQuery(new TermQuery(new Term(TEXT, term)), similarity.tf(count)),
                        BooleanClause.Occur.SHOULD));
        return query.build();
    }

    /** The same terms with the same weights, for a search in this index. */
    Query sameTerms(BooleanQuery given) {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        for (BooleanClause clause : given) {
            BoostQuery weighed = (BoostQuery) clause.query();
            Term term = ((TermQuery) weighed.getQuery()).getTerm();
            query.add(new BoostQuery(new TermQuery(term), weighed.getBoost()), clause.occur());
        }
        return query.build();
    }

    List<TicketIndex.SearchHit> search(Query query, int most) throws IOException {
        var stored = searcher.storedFields();
        List<TicketIndex.SearchHit> hits = new ArrayList<>();
        for (ScoreDoc hit : searcher.search(query, most).scoreDocs) {
            hits.add(new TicketIndex.SearchHit(stored.document(hit.doc).get(ID), hit.score));
        }
        return hits;
    }

    @Override
    public void close() throws IOException {
        reader.close();
        directory.close();
        FileSystemUtils.deleteRecursively(folder);
    }
}
