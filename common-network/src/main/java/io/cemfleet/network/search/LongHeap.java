package io.cemfleet.network.search;

import java.util.Arrays;

/**
 * A binary heap of numbers by long keys, smallest first; an outdated entry stays in the heap, and the caller skips it.
 */
public final class LongHeap {

    private long[] keys = new long[256];
    private int[] items = new int[256];
    private int size;

    /** Removes all entries. */
    public void clear() {
        size = 0;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** The smallest key of a heap that is not empty. */
    public long topKey() {
        return keys[0];
    }

    /** Adds a number. */
    public void push(long key, int item) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, size * 2);
            items = Arrays.copyOf(items, size * 2);
        }
        int hole = size++;
        while (hole > 0) {
            int parent = (hole - 1) >> 2;
            if (keys[parent] <= key) {
                break;
            }
            keys[hole] = keys[parent];
            items[hole] = items[parent];
            hole = parent;
        }
        keys[hole] = key;
        items[hole] = item;
    }

    /** Removes and returns a number with the smallest key; the heap is not empty. */
    public int pop() {
        int top = items[0];
        long key = keys[--size];
        int item = items[size];
        int hole = 0;
        for (int child = 1; child < size; child = 4 * hole + 1) {
            int least = child;
            int end = Math.min(child + 4, size);
            for (int other = child + 1; other < end; other++) {
                if (keys[other] < keys[least]) {
                    least = other;
                }
            }
            if (keys[least] >= key) {
                break;
            }
            keys[hole] = keys[least];
            items[hole] = items[least];
            hole = least;
        }
        keys[hole] = key;
        items[hole] = item;
        return top;
    }
}
