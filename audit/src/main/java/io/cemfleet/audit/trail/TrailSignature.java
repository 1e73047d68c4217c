package io.cemfleet.audit.trail;

/**
 * An Ed25519 signature (RFC 8032).
 *
 * @param keyId {@link VerificationKeys#id} of the public key that verifies it
 * @param signature Base64
 */
public record TrailSignature(String keyId, String signature) {}
