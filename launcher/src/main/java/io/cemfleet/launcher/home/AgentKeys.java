package io.cemfleet.launcher.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Collection;
import java.util.List;

/**
 * An Ed25519 key for each agent: {@code <agent>.key} (PKCS#8, base64, owner only) and {@code <agent>.pub} (X.509
 * SubjectPublicKeyInfo, base64), generated once.
 */
public final class AgentKeys {
    private AgentKeys() {}

    public static void ensure(Path directory, Collection<String> agents) {
        try {
            for (String agent : agents) {
                Path key = directory.resolve(agent + ".key");
                Path publicKey = directory.resolve(agent + ".pub");
                if (!Files.exists(key) || !Files.exists(publicKey)) {
                    generate(key, publicKey);
                }
            }
        } catch (IOException e) {
            throw new FleetFailure("cannot keep the agents' keys in " + directory + ": " + e.getMessage(), e);
        }
    }

    /**
     * A folder for each agent below {@code root}: its own key, and the public keys of all.
     *
     * @param agents names with hyphens, which name the folders; files carry the names of the wire
     */
    public static void ensureFolders(Path root, Collection<String> agents) {
        try {
            for (String agent : agents) {
                ensure(root.resolve(agent), List.of(wire(agent)));
            }
            for (String owner : agents) {
                String file = wire(owner) + ".pub";
                String publicKey = Files.readString(root.resolve(owner).resolve(file));
                for (String reader : agents) {
                    Path copy = root.resolve(reader).resolve(file);
                    if (!Files.exists(copy) || !Files.readString(copy).equals(publicKey)) {
                        PrivateFiles.write(copy, publicKey);
                    }
                }
            }
        } catch (IOException e) {
            throw new FleetFailure("cannot keep the agents' keys in " + root + ": " + e.getMessage(), e);
        }
    }

    private static String wire(String agent) {
        return agent.replace('-', '_');
    }

    private static void generate(Path key, Path publicKey) throws IOException {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            var base64 = Base64.getEncoder();
            PrivateFiles.write(key, base64.encodeToString(pair.getPrivate().getEncoded()) + "\n");
            PrivateFiles.write(publicKey, base64.encodeToString(pair.getPublic().getEncoded()) + "\n");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 is in every JDK since 15", e);
        }
    }
}
