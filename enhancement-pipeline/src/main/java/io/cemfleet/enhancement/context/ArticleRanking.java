package io.cemfleet.enhancement.context;

import io.cemfleet.enhancement.privacy.PlainText;
import io.cemfleet.enhancement.servicedesk.DeskSolution;
import io.cemfleet.enhancement.similarity.TextTokenizer;
import io.cemfleet.enhancement.stage.KnowledgeArticle;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Ranks articles by relevance: the cosine of ticket and article as TF-IDF vectors, 0 to 1, the title counted three
 * times.
 */
final class ArticleRanking {
    private static final int EXCERPT = 400;
    private static final int TITLE = 3;

    private ArticleRanking() {}

    static List<KnowledgeArticle> of(String text, List<DeskSolution> solutions, int most) {
        List<Map<String, Integer>> terms =
                solutions.stream().map(ArticleRanking::terms).toList();
        Map<String, Double> rarity = rarity(terms);
        Map<String, Double> wanted = vector(TextTokenizer.of(text), rarity);
        return IntStream.range(0, solutions.size())
                .mapToObj(i -> new RankedArticle(solutions.get(i), cosine(wanted, vector(terms.get(i), rarity))))
                .filter(ranked -> ranked.score() > 0)
                .sorted(Comparator.comparingDouble(RankedArticle::score)
                        .reversed()
                        .thenComparing(ranked -> ranked.solution().id()))
                .limit(most)
                .map(ranked -> article(ranked.solution(), ranked.score()))
                .toList();
    }

    private record RankedArticle(DeskSolution solution, double score) {}

    private static KnowledgeArticle article(DeskSolution solution, double score) {
        return new KnowledgeArticle(
                solution.id(),
                PlainText.excerpt(solution.title(), EXCERPT),
                solution.url(),
                PlainText.excerpt(solution.content(), EXCERPT),
                score);
    }

    private static Map<String, Integer> terms(DeskSolution solution) {
        Map<String, Integer> terms = new HashMap<>(TextTokenizer.of(solution.content()));
        TextTokenizer.of(solution.title()).forEach((term, count) -> terms.merge(term, TITLE * count, Integer::sum));
        return terms;
    }

    private static Map<String, Double> rarity(List<Map<String, Integer>> documents) {
        Map<String, Integer> counts = new HashMap<>();
        documents.forEach(document -> document.keySet().forEach(term -> counts.merge(term, 1, Integer::sum)));
        Map<String, Double> rarity = new HashMap<>();
        counts.forEach((term, count) -> rarity.put(term, 1 + Math.log((documents.size() + 1.0) / (count + 1.0))));
        return rarity;
    }

    private static Map<String, Double> vector(Map<String, Integer> terms, Map<String, Double> rarity) {
        Map<String, Double> vector = new HashMap<>();
        terms.forEach((term, count) -> vector.put(term, Math.sqrt(count) * rarity.getOrDefault(term, 1.0)));
        return vector;
    }

    private static double cosine(Map<String, Double> a, Map<String, Double> b) {
        double product = 0;
        for (Map.Entry<String, Double> entry : a.entrySet()) {
            product += entry.getValue() * b.getOrDefault(entry.getKey(), 0.0);
        }
        return product == 0 ? 0 : product / (length(a) * length(b));
    }

    private static double length(Map<String, Double> vector) {
        return Math.sqrt(
                vector.values().stream().mapToDouble(weight -> weight * weight).sum());
    }
}
