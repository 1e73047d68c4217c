package io.cemfleet.launcher;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The arguments of a command.
 *
 * @param values options with their values, flags with an empty one
 * @param words the arguments that are not options
 */
public record CommandOptions(Map<String, String> values, List<String> words) {
    private static final Set<String> WITH_VALUE = Set.of(
            "--speed",
            "--topology",
            "--fill",
            "--seed",
            "--also",
            "--only",
            "--topologies",
            "--alarms",
            "--desk",
            "--key-file",
            "--name",
            "--auth",
            "--model",
            "--rate",
            "--budget");
    private static final Set<String> FLAGS =
            Set.of("--exit", "--secure", "--built", "--list", "--quick", "--append", "--to-requester");

    /** An invalid command line. */
    public static final class CommandSyntaxException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public CommandSyntaxException(String reason) {
            super(reason);
        }
    }

    public static CommandOptions of(List<String> arguments) {
        var values = new HashMap<String, String>();
        var words = new ArrayList<String>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            if (WITH_VALUE.contains(name)) {
                if (equals < 0 && i + 1 >= arguments.size()) {
                    throw new CommandSyntaxException(name + " needs a value");
                }
                values.put(name, equals < 0 ? arguments.get(++i) : argument.substring(equals + 1));
            } else if (FLAGS.contains(argument)) {
                values.put(argument, "");
            } else if (argument.startsWith("-")) {
                throw new CommandSyntaxException("unknown option " + argument);
            } else {
                words.add(argument);
            }
        }
        return new CommandOptions(Map.copyOf(values), List.copyOf(words));
    }

    public boolean has(String flag) {
        return values.containsKey(flag);
    }

    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The factor of {@code --speed}: 1 or more. */
    Optional<Double> speed() {
        return number("--speed", 1, 1000);
    }

    /** The load of the fullest link of {@code --fill}. */
    Optional<Double> fill() {
        return number("--fill", 0.01, 2);
    }

    /** The random seed of {@code --seed}. */
    Optional<Long> seed() {
        return value("--seed").map(text -> {
            try {
                return Long.valueOf(text);
            } catch (NumberFormatException e) {
                throw new CommandSyntaxException("--seed needs a whole number, not " + text);
            }
        });
    }

    private Optional<Double> number(String name, double least, double most) {
        return value(name).map(text -> {
            String wrong =
                    String.format(Locale.ROOT, "%s needs a number from %s to %s, not %s", name, least, most, text);
            try {
                double number = Double.parseDouble(text);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                throw new CommandSyntaxException(wrong);
            }
            throw new CommandSyntaxException(wrong);
        });
    }

    /** Refuses options and arguments that the command does not have. */
    public CommandOptions only(String... names) {
        var known = Set.of(names);
        values.keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new CommandSyntaxException("this command has no option " + name);
                });
        return this;
    }

    public CommandOptions noWords() {
        if (!words.isEmpty()) {
            throw new CommandSyntaxException("this command takes no " + words.getFirst());
        }
        return this;
    }
}
