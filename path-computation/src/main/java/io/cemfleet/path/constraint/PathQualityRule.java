package io.cemfleet.path.constraint;

/** What a path must be worth beside its constraints, judged by what is known of its links. */
public interface PathQualityRule {

    /** Every path will do. */
    PathQualityRule ANY = new PathQualityRule() {
        @Override
        public boolean bars(int edge) {
            return false;
        }

        @Override
        public boolean accepts(int[] path) {
            return true;
        }
    };

    /** Whether no path over this edge can be accepted, so that none is tried. */
    boolean bars(int edge);

    /** Whether the path, from source to target, is worth taking. */
    boolean accepts(int[] path);
}
