package io.cemfleet.enhancement.synthesis;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.cemfleet.enhancement.privacy.PlainText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.StringTokenizer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reduces a model's text to our sections, and in them to sentences that cite given sources. A sentence that cites none,
 * or one that does not exist, is dropped; so is one with a web address that no source but the ticket contains, and one
 * in which the model talks to itself. A repeated section replaces its draft.
 */
final class CitationFilter {
    private static final Set<String> SECTIONS = Set.of(
            "network incidents",
            "similar tickets",
            "relevant documentation",
            "system information",
            "recommended next steps");
    private static final Pattern HEADING = Pattern.compile("(?:#{1,6}\\s*|\\*\\*)([^#*:]+?)(?:\\*\\*)?:?\\s*#*");
    private static final Pattern ITEM = Pattern.compile("\\s*(?:[-*+•]|\\d{1,3}[.)])\\s+");
    private static final Pattern CITATION = Pattern.compile("\\[([^\\[\\]]{1,200})]");
    private static final Pattern LABEL = Pattern.compile("[A-Z]\\d{1,3}");
    private static final Pattern LINK = Pattern.compile("!?\\[([^\\[\\]]*)]\\([^()]*\\)");
    private static final Pattern ADDRESS =
            Pattern.compile("(?i)\\b(?:[a-z][a-z0-9+.-]{1,20}://|www\\.|mailto:|javascript:)[^\\s<>\\])\"']*");

    private final Map<String, String> nameByCitation = new HashMap<>();
    private final String given;
    private final int maxWords;

    CitationFilter(List<PromptSource> sources, int maxWords) {
        for (PromptSource source : sources) {
            nameByCitation.put(source.label(), source.name());
            nameByCitation.put(source.name(), source.name());
        }
        this.given = sources.stream()
                .filter(source -> !source.isTicket())
                .map(PromptSource::text)
                .collect(Collectors.joining("\n"));
        this.maxWords = maxWords;
    }

    /** The backed part, with names of sources for labels; empty when nothing is backed. */
    String of(String markdown) {
        Map<String, List<String>> linesBySection = new LinkedHashMap<>();
        List<String> open = new ArrayList<>();
        for (String line :
                ReasoningFilter.removed(PlainText.visible(markdown)).lines().toList()) {
            String title = title(line);
            if (SECTIONS.contains(title.toLowerCase(Locale.ROOT))) {
                open = new ArrayList<>();
                linesBySection.put(title, open);
            } else if (line.stripLeading().startsWith("#")) {
                open = new ArrayList<>();
            } else {
                String kept = kept(line);
                if (!kept.isEmpty()) {
                    open.add(kept);
                }
            }
        }
        return joined(linesBySection);
    }

    /** Lines beyond the limit of words are left out. */
    private String joined(Map<String, List<String>> linesBySection) {
        StringJoiner sections = new StringJoiner("\n\n");
        int words = 0;
        for (Map.Entry<String, List<String>> section : linesBySection.entrySet()) {
            StringBuilder lines = new StringBuilder();
            for (String line : section.getValue()) {
                int more = new StringTokenizer(line).countTokens();
                if (words + more <= maxWords) {
                    words += more;
                    lines.append("\n- ").append(line);
                }
            }
            if (!lines.isEmpty()) {
                sections.add("### " + section.getKey() + lines);
            }
        }
        return sections.toString();
    }

    /** Of a heading; empty for another line. */
    private static String title(String line) {
        Matcher matcher = HEADING.matcher(line.strip());
        return matcher.matches() ? matcher.group(1).strip() : "";
    }

    private String kept(String line) {
        String text = LINK.matcher(ITEM.matcher(line).replaceFirst("").strip()).replaceAll("$1");
        return SentenceSplitter.of(text).stream()
                .filter(this::backed)
                .map(this::named)
                .collect(Collectors.joining(" "));
    }

    private boolean backed(String sentence) {
        boolean cites = false;
        for (String citation : citations(sentence)) {
            boolean known = nameByCitation.containsKey(citation);
            if (!known && LABEL.matcher(citation).matches()) {
                return false;
            }
            cites |= known;
        }
        String words = CITATION.matcher(sentence).replaceAll("").strip();
        return cites
                && words.chars().anyMatch(Character::isLetter)
                && !ReasoningFilter.isSelfTalk(words)
                && addresses(sentence).stream().allMatch(given::contains);
    }

    /** Without the punctuation that ends them. */
    private static List<String> addresses(String sentence) {
        List<String> addresses = new ArrayList<>();
        Matcher matcher = ADDRESS.matcher(sentence);
        while (matcher.find()) {
            int end = matcher.end();
            while (end > matcher.start() && ".,;:!?".indexOf(sentence.charAt(end - 1)) >= 0) {
                end--;
            }
            addresses.add(sentence.substring(matcher.start(), end));
        }
        return addresses;
    }

    private static List<String> citations(String sentence) {
        List<String> citations = new ArrayList<>();
        Matcher matcher = CITATION.matcher(sentence);
        while (matcher.find()) {
            for (String each : matcher.group(1).split("[,;]")) {
                citations.add(each.strip());
            }
        }
        return citations;
    }

    private String named(String sentence) {
        StringBuilder named = new StringBuilder();
        int copied = 0;
        Matcher citation = CITATION.matcher(sentence);
        while (citation.find()) {
            String names = Stream.of(citation.group(1).split("[,;]"))
                    .map(each -> nameByCitation.getOrDefault(each.strip(), each.strip()))
                    .collect(Collectors.joining(", "));
            named.append(sentence, copied, citation.start())
                    .append('[')
                    .append(names)
                    .append(']');
            copied = citation.end();
        }
        return named.append(sentence, copied, sentence.length()).toString();
    }
}
