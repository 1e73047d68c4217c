package io.cemfleet.enhancement.tenant;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Encrypts tenants' secrets with AES-256-GCM. A ciphertext names its key, and is bound to one tenant and one field:
 * moved elsewhere, it cannot be decrypted.
 */
@Component
class TenantSecretCipher {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<String, SecretKeySpec> keys = new LinkedHashMap<>();
    private final String current;

    /** @param tenantKeys {@code id:base64,id:base64}: the first encrypts, all decrypt */
    TenantSecretCipher(@Value("${cem.enhancement.tenant-keys:}") String tenantKeys) {
        for (String entry : tenantKeys.split(",", -1)) {
            if (!entry.isBlank()) {
                String[] parts = entry.strip().split(":", 2);
                keys.put(parts[0], key(parts));
            }
        }
        current = keys.keySet().stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "no key for the tenants' secrets: set TENANT_KEYS to <id>:<Base64 of 32 random bytes>"));
    }

    String seal(String tenantId, String field, String secret) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, current, nonce, bound(tenantId, field), bytes(secret));
        byte[] stored = Arrays.copyOf(nonce, NONCE + sealed.length);
        System.arraycopy(sealed, 0, stored, NONCE, sealed.length);
        return current + ':' + Base64.getEncoder().encodeToString(stored);
    }

    /**
     * Decrypts a secret of this tenant and field.
     *
     * @throws IllegalStateException when its key is not among ours, or it was changed or moved
     */
    String open(String tenantId, String field, String sealed) {
        String[] parts = sealed.split(":", 2);
        byte[] stored = Base64.getDecoder().decode(parts[1]);
        byte[] nonce = Arrays.copyOf(stored, NONCE);
        byte[] body = Arrays.copyOfRange(stored, NONCE, stored.length);
        return new String(
                crypt(Cipher.DECRYPT_MODE, parts[0], nonce, bound(tenantId, field), body), StandardCharsets.UTF_8);
    }

    boolean isCurrent(String sealed) {
        return sealed.startsWith(current + ':');
    }

    private byte[] crypt(int mode, String keyId, byte[] nonce, byte[] bound, byte[] input) {
        SecretKeySpec key = keys.get(keyId);
        if (key == null) {
            throw new IllegalStateException("a tenant's secret needs the key " + keyId + ", which TENANT_KEYS lacks");
        }
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(bound);
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a tenant's secret does not open", e);
        }
    }

    private static SecretKeySpec key(String[] parts) {
        byte[] key = parts.length == 2 ? decoded(parts[1]) : new byte[0];
        if (key.length != 32 || parts[0].isBlank()) {
            throw new IllegalStateException("a key in TENANT_KEYS is not <id>:<Base64 of 32 bytes>");
        }
        return new SecretKeySpec(key, "AES");
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] bound(String tenantId, String field) {
        return bytes(tenantId + '/' + field);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
