package io.cemfleet.bench.similarity;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * Tickets with the word distribution of natural language: few words make most of a text and most words are rare
 * (Zipf-Mandelbrot), stop words lead, each ticket has a topic, lengths are log-normal. The same seed gives the same
 * tickets.
 */
final class SyntheticTickets {
    private static final List<String> STOP_WORDS = List.of(
            ("the to and is of in a for on not it with that this are be as at was by if will or but an they no into their then there these such")
                    .split(" "));
    private static final String[] ONSETS =
            "b c d f g h j k l m n p r s t v w br cl cr dr fl gr pl pr sp st tr".split(" ");
    private static final String[] VOWELS = "a e i o u ai ea ou".split(" ");
    private static final String[] ENDS = {"", "", "n", "r", "l", "x", "ck", "rd"};
    private static final int VOCABULARY = 40_000;
    private static final int TOPICS = 400;
    private static final int WORDS_OF_A_TOPIC = 40;
    private static final int FIRST_TOPIC_RANK = 150;
    private static final double ABOUT_THE_TOPIC = 0.3;
    private static final double WITH_A_SYSTEM = 0.1;
    private static final double MEDIAN_WORDS = 45;
    private static final double SPREAD = 0.7;

    private final Random random;
    private final String[] words = new String[VOCABULARY];
    private final double[] upTo = new double[VOCABULARY];
    private final int[][] topics = new int[TOPICS][WORDS_OF_A_TOPIC];

    SyntheticTickets(long seed) {
        this.random = new Random(seed);
        Set<String> taken = new HashSet<>(STOP_WORDS);
        double sum = 0;
        for (int rank = 0; rank < VOCABULARY; rank++) {
            words[rank] = rank < STOP_WORDS.size() ? STOP_WORDS.get(rank) : fresh(rank, taken);
            sum += 1 / (rank + 2.7);
            upTo[rank] = sum;
        }
        for (int[] topic : topics) {
            Arrays.setAll(topic, i -> FIRST_TOPIC_RANK + random.nextInt(VOCABULARY / 2));
        }
    }

    /** The next ticket's text. */
    String next() {
        int[] topic = topics[(int) (TOPICS * Math.pow(random.nextDouble(), 2))];
        int length = (int) Math.clamp(MEDIAN_WORDS * Math.exp(SPREAD * random.nextGaussian()), 8, 400);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            int rank = random.nextDouble() < ABOUT_THE_TOPIC ? topic[random.nextInt(topic.length)] : anyRank();
            text.append(i == 0 ? "" : i % 12 == 0 ? ". " : " ").append(words[rank]);
        }
        if (random.nextDouble() < WITH_A_SYSTEM) {
            text.append(String.format(
                    Locale.ROOT,
                    ". srv-%03d 10.%d.%d.%d",
                    random.nextInt(1000),
                    random.nextInt(256),
                    random.nextInt(256),
                    random.nextInt(256)));
        }
        return text.toString();
    }

    private int anyRank() {
        int found = Arrays.binarySearch(upTo, random.nextDouble() * upTo[VOCABULARY - 1]);
        return Math.min(VOCABULARY - 1, found < 0 ? -found - 1 : found);
    }

    /** Frequent words are short. */
    private String fresh(int rank, Set<String> taken) {
        int syllables = rank < 600 ? 1 : rank < 8_000 ? 2 : 3;
        while (true) {
            StringBuilder word = new StringBuilder();
            for (int i = 0; i < syllables; i++) {
                word.append(any(ONSETS)).append(any(VOWELS)).append(any(ENDS));
            }
            if (taken.add(word.toString())) {
                return word.toString();
            }
        }
    }

    private String any(String[] parts) {
        return parts[random.nextInt(parts.length)];
    }
}
