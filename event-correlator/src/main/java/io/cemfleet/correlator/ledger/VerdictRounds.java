package io.cemfleet.correlator.ledger;

import io.cemfleet.correlator.alert.VerdictRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A batch in statements of many rows. A statement cannot touch a row twice, so what concerns a row again is part of the
 * next round, which keeps its order.
 */
final class VerdictRounds {
    private VerdictRounds() {}

    /** Splits verdicts so that a round has one verdict for each key, sorted by it, so that locks are taken in one order. */
    static List<List<VerdictRecord>> of(List<VerdictRecord> verdicts, Function<VerdictRecord, String> key) {
        Map<String, Integer> seen = new HashMap<>();
        List<List<VerdictRecord>> rounds = new ArrayList<>();
        for (VerdictRecord verdict : verdicts) {
            int round = seen.merge(key.apply(verdict), 1, Integer::sum) - 1;
            if (round == rounds.size()) {
                rounds.add(new ArrayList<>());
            }
            rounds.get(round).add(verdict);
        }
        rounds.forEach(round -> round.sort(Comparator.comparing(key)));
        return rounds;
    }

    /** The columns of rows, as parameters for {@code unnest}. */
    static List<@Nullable String[]> columns(List<@Nullable String[]> rows) {
        List<@Nullable String[]> columns = new ArrayList<>();
        for (int column = 0; column < rows.getFirst().length; column++) {
            @Nullable String[] values = new String[rows.size()];
            for (int row = 0; row < values.length; row++) {
                values[row] = rows.get(row)[column];
            }
            columns.add(values);
        }
        return columns;
    }
}
