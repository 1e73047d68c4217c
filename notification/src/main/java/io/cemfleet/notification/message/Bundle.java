package io.cemfleet.notification.message;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What goes out as one message: mostly one notice; several of one incident when they came in quick succession; notices
 * of several incidents when a channel has had all the messages it may get for now.
 *
 * @param notices at least one, in the order they happened
 */
public record Bundle(List<Notice> notices) {

    /** The newest, which gives the message its words. */
    public Notice newest() {
        return notices.getLast();
    }

    /** Whether it has the last word on its incident. */
    public boolean closes() {
        return notices.stream().anyMatch(Notice::closes);
    }

    /** The message. */
    public Letter letter() {
        Set<String> incidents = notices.stream().map(Notice::incidentId).collect(Collectors.toSet());
        Letter newest = Templates.letter(newest());
        if (incidents.size() > 1) {
            return digest(incidents.size());
        }
        return new Letter(newest.subject(), newest.opening(), newest.facts(), lines(notices.size() - 1), newest.next());
    }

    private Letter digest(int incidents) {
        String worst = Collections.min(notices.stream().map(Notice::severity).toList())
                .wire()
                .toUpperCase(Locale.ROOT);
        String what = notices.size() + " notifications about " + incidents + " incidents";
        return new Letter(
                "[" + worst + "] " + what,
                what + ", in one message since there are more than this channel is sent at a time.",
                List.of(),
                lines(notices.size()),
                "Each incident's ticket tells the rest.");
    }

    private List<String> lines(int count) {
        return notices.subList(0, count).stream()
                .map(notice -> Templates.letter(notice).subject())
                .toList();
    }
}
