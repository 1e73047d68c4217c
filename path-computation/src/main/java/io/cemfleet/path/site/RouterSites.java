package io.cemfleet.path.site;

import io.cemfleet.a2a.contract.GetTopology.Position;
import io.cemfleet.path.PathSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The sites file: lines of {@code id,lat,lon} in degrees; empty lines and lines with {@code #} are skipped. */
@Component
public class RouterSites {

    private final Map<String, Position> positions;

    RouterSites(PathSettings settings) {
        try {
            positions = parse(settings.sites().getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("no sites file at " + settings.sites(), e);
        }
    }

    /** The position of a router (slug); empty when the file does not name it. */
    public Optional<Position> of(String node) {
        return Optional.ofNullable(positions.get(node));
    }

    /**
     * Reads the file's text.
     *
     * @throws IllegalArgumentException that names the first invalid line
     */
    static Map<String, Position> parse(String csv) {
        var positions = new HashMap<String, Position>();
        csv.lines().map(String::strip).filter(RouterSites::isSite).forEach(line -> {
            var fields = line.split(",", -1);
            if (fields.length < 3) {
                throw new IllegalArgumentException("not id,lat,lon: " + line);
            }
            positions.put(fields[0].strip(), new Position(degrees(line, fields[1], 90), degrees(line, fields[2], 180)));
        });
        return Map.copyOf(positions);
    }

    private static boolean isSite(String line) {
        return !line.isEmpty() && !line.startsWith("#") && !line.startsWith("id,");
    }

    private static double degrees(String line, String field, double most) {
        try {
            var value = Double.parseDouble(field.strip());
            if (Math.abs(value) <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not id,lat,lon: " + line, e);
        }
        throw new IllegalArgumentException("out of range: " + line);
    }
}
