package io.cemfleet.runtime.page;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param next the {@link PageCursor} that continues the list after the last item; null on the last page
 */
public record Page<T>(List<T> items, @Nullable String next) {
    /** The most items of a page. */
    public static final int MOST = 200;

    public Page {
        items = List.copyOf(items);
    }

    /**
     * The page at the beginning of what was found.
     *
     * @param found one item more than the page holds, if the list goes on
     * @param size of the page, at least 1
     * @param key parts of an item's key, in the order in which the list is sorted
     */
    public static <T> Page<T> of(List<T> found, int size, Function<T, List<?>> key) {
        if (found.size() <= size) {
            return new Page<>(found, null);
        }
        return new Page<>(found.subList(0, size), PageCursor.of(key.apply(found.get(size - 1))));
    }

    /** The same page with its items as clients see them. */
    public <V> Page<V> map(Function<T, V> view) {
        return new Page<>(items.stream().map(view).toList(), next);
    }
}
