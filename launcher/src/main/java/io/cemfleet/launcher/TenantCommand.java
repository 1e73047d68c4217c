package io.cemfleet.launcher;

import io.cemfleet.launcher.client.JsonHttpClient;
import io.cemfleet.launcher.state.FleetCredentials;
import io.cemfleet.launcher.state.FleetFailure;
import io.cemfleet.launcher.state.FleetPaths;
import io.cemfleet.launcher.tenant.TenantApi;
import io.cemfleet.launcher.tenant.TenantCreation;
import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Adds a tenant to the enhancement pipeline of a fleet that is up, or lists them. */
final class TenantCommand {
    private static final String PIPELINE = "http://127.0.0.1:8010";

    private final FleetPaths home;
    private final CommandOptions options;

    TenantCommand(FleetPaths home, CommandOptions options) {
        this.home = home;
        this.options = options.only(
                "--desk",
                "--key-file",
                "--name",
                "--auth",
                "--model",
                "--rate",
                "--budget",
                "--append",
                "--to-requester");
    }

    int run() {
        List<String> words = options.words();
        try {
            if (words.equals(List.of("list"))) {
                options.only();
                api().list().forEach(System.out::println);
            } else if (words.size() == 2 && words.getFirst().equals("add")) {
                api().add(order(words.getLast())).forEach(System.out::println);
            } else {
                throw new CommandOptions.CommandSyntaxException(
                        "tenant takes: add ID --desk URL [--key-file FILE|-], or list");
            }
        } catch (JsonHttpClient.HttpRefusedException e) {
            throw new FleetFailure(
                    e.status() == 0 ? "no fleet is up here: ./fleet up first" : String.valueOf(e.getMessage()), e);
        }
        return CommandLine.OK;
    }

    private TenantApi api() {
        return new TenantApi(FleetCredentials.ensure(home), PIPELINE);
    }

    private TenantCreation order(String tenantId) {
        return new TenantCreation(
                tenantId,
                options.value("--desk")
                        .orElseThrow(() -> new CommandOptions.CommandSyntaxException(
                                "--desk URL is needed: where its ServiceDesk Plus is")),
                key(),
                options.value("--name").orElse(null),
                options.value("--auth").orElse(null),
                options.value("--model")
                        .map(models -> List.of(models.split(",", -1)))
                        .orElse(List.of()),
                number("--rate").map(Double::intValue).orElse(null),
                number("--budget").orElse(null),
                options.has("--append"),
                options.has("--to-requester"));
    }

    /** Never from the command line, which any user of the machine can read. */
    private String key() {
        Optional<String> file = options.value("--key-file");
        try {
            String key = file.isEmpty()
                    ? typed()
                    : file.get().equals("-")
                            ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                            : Files.readString(Path.of(System.getProperty("cem.fleet.directory", "."))
                                    .resolve(file.get()));
            if (key.isBlank()) {
                throw new FleetFailure("the key of the service desk is empty");
            }
            return key.strip();
        } catch (IOException e) {
            throw new FleetFailure("cannot read the key of the service desk from " + file.orElse("-"), e);
        }
    }

    private static String typed() {
        Console console = System.console();
        char[] key =
                console == null || !console.isTerminal() ? null : console.readPassword("key of the service desk: ");
        if (key == null) {
            throw new CommandOptions.CommandSyntaxException("--key-file FILE is needed, or - for standard input");
        }
        return new String(key);
    }

    private Optional<Double> number(String name) {
        return options.value(name).map(text -> {
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException e) {
                throw new CommandOptions.CommandSyntaxException(name + " needs a number, not " + text);
            }
        });
    }
}
