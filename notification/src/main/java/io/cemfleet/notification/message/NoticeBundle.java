package io.cemfleet.notification.message;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The notices of one message: mostly one; several of one incident when they arrived in quick succession; notices of
 * several incidents when a channel has reached its limit.
 *
 * @param notices at least one, in the order of their events
 * @param console address of the console for people
 */
public record NoticeBundle(List<IncidentNotice> notices, URI console) {

    /** The newest, which gives the message its text. */
    public IncidentNotice newest() {
        return notices.getLast();
    }

    /** Whether it contains its incident's final notice. */
    public boolean closes() {
        return notices.stream().anyMatch(IncidentNotice::closes);
    }

    /** The message. */
    public MessageLayout letter() {
        Set<String> incidents = notices.stream().map(IncidentNotice::incidentId).collect(Collectors.toSet());
        if (incidents.size() > 1) {
            return digest(incidents.size());
        }
        String id = URLEncoder.encode(newest().incidentId(), StandardCharsets.UTF_8);
        return MessageTemplates.letter(newest()).with(lines(notices.size() - 1), console.resolve("#/incidents/" + id));
    }

    private MessageLayout digest(int incidents) {
        String worst = Collections.min(
                        notices.stream().map(IncidentNotice::severity).toList())
                .wire()
                .toUpperCase(Locale.ROOT);
        String what = notices.size() + " notifications about " + incidents + " incidents";
        return new MessageLayout(
                "[" + worst + "] " + what,
                what + ", in one message since there are more than this channel is sent at a time.",
                List.of(),
                lines(notices.size()),
                "Each incident's ticket tells the rest.",
                console);
    }

    private List<String> lines(int count) {
        return notices.subList(0, count).stream()
                .map(notice -> MessageTemplates.letter(notice).subject())
                .toList();
    }
}
