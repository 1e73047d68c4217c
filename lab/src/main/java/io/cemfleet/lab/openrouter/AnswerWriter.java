package io.cemfleet.lab.openrouter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes an answer only from the sources: each section has the sentences that are most relevant to the question, each
 * with the label of its source.
 */
final class AnswerWriter {
    private static final Pattern SENTENCES = Pattern.compile("(?<=[.!?])\\s+");
    private static final Pattern FIELD = Pattern.compile("^[a-z][a-z ]{1,24}:\\s+");
    private static final Pattern OTHER_LABELS = Pattern.compile("\\[[A-Z]{1,3}-?\\d{1,4}]");
    private static final int LINES_A_SOURCE = 2;
    private static final String NEXT_STEPS = "next steps";
    private static final String SUMMARY = "Summary";
    /** The letter with which the labels of a section's sources begin. */
    private static final Map<String, List<String>> SECTIONS_BY_LETTER = Map.of(
            "N", List.of("incident", "network"),
            "T", List.of("ticket"),
            "K", List.of("documentation", "knowledge", "article"),
            "S", List.of("system"));

    private final ParsedPrompt reading;
    private final Set<String> asked;

    AnswerWriter(ParsedPrompt reading) {
        this.reading = reading;
        this.asked = ParsedPrompt.words(reading.question());
    }

    private record ScoredSentence(String text, int relevance) {}

    String write() {
        Map<String, List<String>> linesBySection = new LinkedHashMap<>();
        reading.sections().forEach(section -> linesBySection.put(section, new ArrayList<>()));
        for (ParsedPrompt.Source source : reading.sources()) {
            best(source, source.lines(), LINES_A_SOURCE).forEach(line -> linesBySection
                    .computeIfAbsent(section(source), name -> new ArrayList<>())
                    .add(line));
        }
        String steps = reading.sections().stream()
                .filter(section -> section.toLowerCase(Locale.ROOT).contains(NEXT_STEPS))
                .findFirst()
                .orElse("");
        if (!steps.isEmpty()) {
            linesBySection.getOrDefault(steps, new ArrayList<>()).addAll(steps());
        }
        return joined(linesBySection);
    }

    private String section(ParsedPrompt.Source source) {
        List<String> words = SECTIONS_BY_LETTER.getOrDefault(source.label().substring(0, 1), List.of());
        return reading.sections().stream()
                .filter(section -> words.stream()
                        .anyMatch(word -> section.toLowerCase(Locale.ROOT).contains(word)))
                .findFirst()
                .orElse(SUMMARY);
    }

    /** Earlier resolutions, and the documented procedure. */
    private List<String> steps() {
        List<String> steps = new ArrayList<>();
        for (ParsedPrompt.Source source : reading.sources()) {
            List<String> useful = source.lines().stream()
                    .filter(line -> line.startsWith("resolution:")
                            || line.startsWith("being done:")
                            || source.label().startsWith("K") && line.startsWith("text:"))
                    .toList();
            steps.addAll(best(source, useful, 1));
        }
        if (steps.isEmpty() && !reading.ticketLabel().isEmpty()) {
            steps.add("- Find out since when this is so, and who else is affected [" + reading.ticketLabel() + "].");
        }
        return steps;
    }

    private List<String> best(ParsedPrompt.Source source, List<String> lines, int most) {
        List<ScoredSentence> candidates = new ArrayList<>();
        for (String line : lines) {
            String text = OTHER_LABELS.matcher(line).replaceAll("").strip();
            for (String sentence : SENTENCES.split(FIELD.matcher(text).replaceFirst(""))) {
                String bare = sentence.strip().replaceAll("[.!?]+$", "");
                if (bare.chars().filter(Character::isLetter).count() > 3) {
                    String capital = bare.substring(0, 1).toUpperCase(Locale.ROOT) + bare.substring(1);
                    candidates.add(
                            new ScoredSentence("- " + capital + " [" + source.label() + "].", relevance(sentence)));
                }
            }
        }
        return candidates.stream()
                .sorted(Comparator.comparingInt(ScoredSentence::relevance).reversed())
                .limit(most)
                .map(ScoredSentence::text)
                .toList();
    }

    private int relevance(String sentence) {
        Set<String> words = ParsedPrompt.words(sentence);
        words.retainAll(asked);
        return words.size();
    }

    private String joined(Map<String, List<String>> linesBySection) {
        StringBuilder text = new StringBuilder();
        int words = 0;
        for (Map.Entry<String, List<String>> section : linesBySection.entrySet()) {
            StringBuilder body = new StringBuilder();
            for (String line : section.getValue()) {
                words += line.split("\\s+").length;
                if (words <= reading.maxWords()) {
                    body.append(line).append('\n');
                }
            }
            if (!body.isEmpty()) {
                text.append("### ")
                        .append(section.getKey())
                        .append('\n')
                        .append(body)
                        .append('\n');
            }
        }
        return text.isEmpty()
                ? "Nothing that was given has to do with this."
                : text.toString().strip();
    }
}
