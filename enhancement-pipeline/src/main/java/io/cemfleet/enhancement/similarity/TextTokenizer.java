package io.cemfleet.enhancement.similarity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** The terms of a text: words in lower case, without stop words, stemmed. */
public final class TextTokenizer {
    private static final Analyzer ANALYZER = new EnglishAnalyzer();

    private TextTokenizer() {}

    /** Each term and how often it occurs. */
    public static Map<String, Integer> of(String text) {
        Map<String, Integer> counts = new HashMap<>();
        try (TokenStream tokens = ANALYZER.tokenStream("text", text)) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                counts.merge(term.toString(), 1, Integer::sum);
            }
            tokens.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return counts;
    }

    public static Analyzer analyzer() {
        return ANALYZER;
    }
}
