package io.cemfleet.bench.carrier;

/** A class that an agent keeps to its package, as its application context finds it: by its name. */
final class InternalClass {
    private InternalClass() {}

    static Class<?> named(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
