package io.cemfleet.enhancement.similarity;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How similar tickets are found.
 *
 * @param terms terms of a ticket that are searched, the most significant ones
 * @param least fraction of the best hit's score below which a hit is dropped, 0 to 1
 * @param catchUp how often tickets that other instances stored are indexed, at most
 * @param directory directory of the indexes; several instances may share it; empty: a directory of the user below
 *     Java's temporary directory
 * @param open indexes of tenants that are open at the same time in this process, at most
 */
@Validated
@ConfigurationProperties("cem.enhancement.similarity")
public record SimilaritySettings(
        @DefaultValue("25") @Min(1) int terms,
        @DefaultValue("0.25") @DecimalMin("0") @DecimalMax("1") double least,
        @DefaultValue("10s") Duration catchUp,
        @DefaultValue("") String directory,
        @DefaultValue("200") @Min(1) int open) {

    Path folder() {
        return directory.isBlank()
                ? Path.of(
                        System.getProperty("java.io.tmpdir"),
                        "cem-fleet-similarity-"
                                + System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9_-]", "_"))
                : Path.of(directory);
    }
}
