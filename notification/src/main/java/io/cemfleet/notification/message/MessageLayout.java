package io.cemfleet.notification.message;

import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The layout of a message: what happened, the facts, earlier messages, and what to do now.
 *
 * @param subject one line
 * @param opening one sentence
 * @param facts a name and a value a line
 * @param others other messages that are sent with this one, one line each
 * @param next what happens now, and whether an operator has to act
 * @param link the page where operators see it and act, null until it is known
 */
public record MessageLayout(
        String subject, String opening, List<FactLine> facts, List<String> others, String next, @Nullable URI link) {

    /** A line of facts. */
    public record FactLine(String name, String value) {}

    /** The same with the messages that are sent along, and the page for operators. */
    MessageLayout with(List<String> along, URI page) {
        return new MessageLayout(subject, opening, facts, along, next, page);
    }

    /** Plain text, its values in one column. */
    public String text() {
        int width = facts.stream().mapToInt(fact -> fact.name().length()).max().orElse(0) + 2;
        StringBuilder text = new StringBuilder(opening).append("\n\n");
        facts.forEach(fact -> text.append(fact.name())
                .append(':')
                .append(" ".repeat(width - fact.name().length() - 1))
                .append(fact.value())
                .append('\n'));
        if (!others.isEmpty()) {
            text.append(facts.isEmpty() ? "" : "\nAlso, in the order it happened:\n");
            others.forEach(other -> text.append("- ").append(other).append('\n'));
        }
        return text.append(next.isEmpty() ? "" : "\n" + next + "\n")
                .append(link == null ? "" : "\n" + link + "\n")
                .toString();
    }

    /** Markdown for chat, with everything escaped that is not ours. */
    public String markdown() {
        String lines = facts.stream()
                .map(fact -> "- " + fact.name() + ": " + TextSanitizer.markdown(fact.value()))
                .collect(Collectors.joining("\n"));
        String also = others.stream()
                .map(other -> "- " + TextSanitizer.markdown(other))
                .collect(Collectors.joining("\n"));
        return "**" + TextSanitizer.markdown(subject) + "**\n\n" + TextSanitizer.markdown(opening)
                + (lines.isEmpty() ? "" : "\n\n" + lines)
                + (also.isEmpty() ? "" : "\n\n" + (facts.isEmpty() ? "" : "Also, in the order it happened:\n\n") + also)
                + (next.isEmpty() ? "" : "\n\n" + TextSanitizer.markdown(next))
                + (link == null ? "" : "\n\n[Open it in the console](" + link + ")");
    }
}
