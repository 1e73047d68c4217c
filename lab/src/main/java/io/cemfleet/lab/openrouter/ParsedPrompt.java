package io.cemfleet.lab.openrouter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A prompt as the model reads it: the requested sections, the given sources, and the remaining text. A source begins
 * with its label in brackets at the start of a line and ends before the next one, or at a fence.
 *
 * @param sections headings in the prompt, in their order
 * @param question the question without the sources
 * @param ticketLabel the label of the question itself; empty when it may not be cited
 */
record ParsedPrompt(List<String> sections, List<Source> sources, String question, String ticketLabel, int maxWords) {
    private static final Pattern TICKET_LABEL = Pattern.compile("ticket is cited as \\[([A-Z]{1,3}-?\\d{1,4})]");
    private static final Pattern HEADING = Pattern.compile("#{2,4}\\s+(\\S.{1,80})");
    private static final Pattern LABELLED = Pattern.compile("(?:[-*]\\s+)?\\[([A-Z]{1,3}-?\\d{1,4})]\\s*(.*)");
    private static final Pattern FENCE = Pattern.compile("<<<.*|.*>>>|```.*|</?[a-z_]+>");
    private static final Pattern WORDS = Pattern.compile("(?i)at most (\\d{1,5}) words");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\d][\\p{L}\\d.-]{3,}");
    private static final int USUAL_WORDS = 500;

    /** @param lines of its text, without the label */
    record Source(String label, List<String> lines) {

        String text() {
            return String.join("\n", lines);
        }
    }

    static ParsedPrompt of(String rules, String material) {
        List<String> sections = new ArrayList<>();
        for (String line : rules.lines().toList()) {
            Matcher heading = HEADING.matcher(line.strip());
            if (heading.matches()) {
                sections.add(heading.group(1).strip());
            }
        }
        List<Source> sources = new ArrayList<>();
        StringBuilder question = new StringBuilder();
        Source open = null;
        for (String line : material.lines().map(String::strip).toList()) {
            Matcher labelled = LABELLED.matcher(line);
            if (FENCE.matcher(line).matches()) {
                open = null;
            } else if (labelled.matches()) {
                open = new Source(labelled.group(1), new ArrayList<>(List.of(labelled.group(2))));
                sources.add(open);
            } else if (open != null) {
                open.lines().add(line);
            } else {
                question.append(line).append('\n');
            }
        }
        Matcher words = WORDS.matcher(rules);
        Matcher label = TICKET_LABEL.matcher(question);
        return new ParsedPrompt(
                sections,
                sources,
                question.toString(),
                label.find() ? label.group(1) : "",
                words.find() ? Integer.parseInt(words.group(1)) : USUAL_WORDS);
    }

    /** The significant words of a text. */
    static Set<String> words(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(found -> found.group().replaceAll("[.-]+$", ""))
                .collect(Collectors.toSet());
    }
}
