package io.cemfleet.lab.network;

import java.util.Arrays;
import java.util.List;

/** A growing list of direction indexes. */
final class DirectionIndexList {

    private int[] items = new int[16];
    private int size;

    void add(int item) {
        if (size == items.length) {
            items = Arrays.copyOf(items, 2 * size);
        }
        items[size++] = item;
    }

    void removeLast() {
        size--;
    }

    void clear() {
        size = 0;
    }

    boolean same(int[] other) {
        return Arrays.equals(items, 0, size, other, 0, other.length);
    }

    int[] toArray() {
        return Arrays.copyOf(items, size);
    }

    static List<Integer> list(int[] path) {
        return Arrays.stream(path).boxed().toList();
    }
}
