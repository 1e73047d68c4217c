package io.cemfleet.launcher.state;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Certificates of a private authority for a fleet whose servers accept only TLS, in PEM: {@code ca.crt}, and {@code
 * <name>.crt} and {@code <name>.key} (PKCS#8) of {@link #KAFKA}, {@link #POSTGRES} and {@link #CLIENT}. They are
 * created once, by the JDK's keytool; the authority's own key is discarded, so that nothing else is ever signed with
 * it.
 */
public record FleetCertificates(Path directory) {
    public static final String KAFKA = "kafka";
    public static final String POSTGRES = "postgres";
    /** The name in the certificate of Kafka's clients. */
    public static final String CLIENT = "cem";

    private static final String AUTHORITY = "ca";
    private static final int DAYS = 3650;
    /** The password of a temporary key store, in a directory that only its owner may enter. */
    private static final String PASSWORD = "changeit";

    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    public static FleetCertificates ensure(FleetPaths home) {
        var certificates = new FleetCertificates(home.certificates());
        if (!Files.exists(certificates.authority())) {
            try {
                certificates.issue();
            } catch (IOException | GeneralSecurityException e) {
                throw new FleetFailure(
                        "cannot create certificates in " + home.certificates() + ": " + e.getMessage(), e);
            }
        }
        return certificates;
    }

    /** The root certificate, which is the only trusted one. */
    public Path authority() {
        return certificate(AUTHORITY);
    }

    public Path certificate(String name) {
        return directory.resolve(name + ".crt");
    }

    public Path key(String name) {
        return directory.resolve(name + ".key");
    }

    /** The root is written last: while it is missing, all certificates are created again. */
    private void issue() throws IOException, GeneralSecurityException {
        Path scratch = Files.createTempDirectory("cem-fleet-ca");
        Path file = scratch.resolve("keys.p12");
        try {
            keytool(file, AUTHORITY, "-ext", "bc:c");
            for (String name : List.of(KAFKA, POSTGRES, CLIENT)) {
                keytool(file, name, "-signer", AUTHORITY, "-ext", "san=ip:127.0.0.1");
            }
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(file)) {
                store.load(in, PASSWORD.toCharArray());
            }
            for (String name : List.of(KAFKA, POSTGRES, CLIENT)) {
                Key key = store.getKey(name, PASSWORD.toCharArray());
                PrivateFiles.write(key(name), pem("PRIVATE KEY", key.getEncoded()));
                PrivateFiles.write(certificate(name), pem(store, name));
            }
            PrivateFiles.write(authority(), pem(store, AUTHORITY));
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(scratch);
        }
    }

    private static void keytool(Path store, String name, String... options) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                Integer.toString(DAYS)));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var output = process.inputReader()) {
            String said = String.join(" ", output.lines().toList());
            if (process.waitFor() != 0) {
                throw new IOException("keytool: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FleetFailure("interrupted", e);
        }
    }

    private static String pem(KeyStore store, String name) throws GeneralSecurityException {
        return pem("CERTIFICATE", store.getCertificate(name).getEncoded());
    }

    private static String pem(String kind, byte[] content) {
        return "-----BEGIN " + kind + "-----\n" + BASE64.encodeToString(content) + "\n-----END " + kind + "-----\n";
    }
}
