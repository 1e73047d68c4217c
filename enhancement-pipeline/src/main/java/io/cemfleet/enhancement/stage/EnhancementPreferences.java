package io.cemfleet.enhancement.stage;

/**
 * How a tenant wants its tickets enhanced.
 *
 * @param appendToDescription true: the block is appended to the description; false: it is a note
 * @param showToRequester whether that note is shown to the requester
 * @param maxSimilarTickets 0 to 20
 * @param maxArticles 0 to 20
 * @param maxSystems 0 to 20
 * @param maxWords of the text, 50 to 2000
 * @param temperature 0 to 2
 */
public record EnhancementPreferences(
        boolean appendToDescription,
        boolean showToRequester,
        int maxSimilarTickets,
        int maxArticles,
        int maxSystems,
        int maxWords,
        double temperature) {

    public static final EnhancementPreferences DEFAULTS = new EnhancementPreferences(false, false, 5, 3, 5, 500, 0.3);
}
