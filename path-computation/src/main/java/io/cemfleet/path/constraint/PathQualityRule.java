package io.cemfleet.path.constraint;

/** The quality that a path must have besides its constraints, by the known state of its links. */
public interface PathQualityRule {

    /** Accepts every path. */
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

    /** Whether every path over this edge is rejected, so that none is tried. */
    boolean bars(int edge);

    /** Whether the path, from source to target, is acceptable. */
    boolean accepts(int[] path);
}
