package io.cemfleet.launcher.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Collection;

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
            throw new FleetFailure("cannot store the agents' keys in " + directory + ": " + e.getMessage(), e);
        }
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
