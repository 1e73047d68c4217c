package io.cemfleet.enhancement.synthesis;

import io.cemfleet.enhancement.privacy.PlainText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is left of a model's text: our sections, in them sentences that cite sources which were given. A sentence that
 * cites none, or one that does not exist, is dropped; so is one with an address of the web that no source holds.
 */
final class BackedText {
    private static final Set<String> SECTIONS = Set.of(
            "network incidents",
            "similar tickets",
            "relevant documentation",
            "system information",
            "recommended next steps");
    private static final Pattern HEADING = Pattern.compile("(?:#{1,6}\\s*|\\*\\*)([^#*:]+?)(?:\\*\\*)?:?\\s*#*");
    private static final Pattern ITEM = Pattern.compile("\\s*(?:[-*+•]|\\d{1,3}[.)])\\s+");
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])\\s+(?=[\\p{Lu}\\d*_`(\"'])");
    private static final Pattern CITATION = Pattern.compile("\\[([^\\[\\]]{1,200})]");
    private static final Pattern LABEL = Pattern.compile("[A-Z]\\d{1,3}");
    private static final Pattern LINK = Pattern.compile("!?\\[([^\\[\\]]*)]\\([^()]*\\)");
    private static final Pattern ADDRESS =
            Pattern.compile("(?i)\\b(?:[a-z][a-z0-9+.-]{1,20}://|www\\.|mailto:|javascript:)[^\\s<>\\])\"']*");

    private final Map<String, String> nameByCitation = new HashMap<>();
    private final String given;
    private final int maxWords;

    BackedText(List<SourceText> sources, int maxWords) {
        for (SourceText source : sources) {
            nameByCitation.put(source.label(), source.name());
            nameByCitation.put(source.name(), source.name());
        }
        this.given = sources.stream().map(SourceText::text).collect(Collectors.joining("\n"));
        this.maxWords = maxWords;
    }

    /** The backed part, with names of sources for labels; empty when nothing is backed. */
    String of(String markdown) {
        List<String> lines = new ArrayList<>();
        String section = "";
        int words = 0;
        for (String line : PlainText.visible(markdown).lines().toList()) {
            String heading = heading(line);
            if (!heading.isEmpty()) {
                section = heading;
                continue;
            }
            String kept = kept(line);
            int more = kept.isEmpty() ? 0 : kept.split("\\s+").length;
            if (more == 0 || words + more > maxWords) {
                continue;
            }
            words += more;
            if (!section.isEmpty()) {
                if (!lines.isEmpty()) {
                    lines.add("");
                }
                lines.add(section);
                section = "";
            }
            lines.add("- " + kept);
        }
        return String.join("\n", lines);
    }

    private static String heading(String line) {
        Matcher matcher = HEADING.matcher(line.strip());
        if (!matcher.matches()) {
            return "";
        }
        String title = matcher.group(1).strip();
        return SECTIONS.contains(title.toLowerCase(Locale.ROOT)) ? "### " + title : "";
    }

    private String kept(String line) {
        String text = LINK.matcher(ITEM.matcher(line).replaceFirst("").strip()).replaceAll("$1");
        return SENTENCE_END
                .splitAsStream(text)
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
                && ADDRESS.matcher(sentence).results().allMatch(address -> given.contains(trimmed(address.group())));
    }

    private static String trimmed(String address) {
        return address.replaceAll("[.,;:!?]+$", "");
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
        return CITATION.matcher(sentence).replaceAll(found -> {
            List<String> names = new ArrayList<>();
            for (String each : found.group(1).split("[,;]")) {
                names.add(nameByCitation.getOrDefault(each.strip(), each.strip()));
            }
            return Matcher.quoteReplacement("[" + String.join(", ", names) + "]");
        });
    }
}
