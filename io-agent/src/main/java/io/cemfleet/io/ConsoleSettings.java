package io.cemfleet.io;

import io.cemfleet.runtime.security.UserRole;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param session greatest lifetime of a login
 * @param sessionIdle its lifetime without a request; a visible page sends one every few seconds
 * @param streams open event streams in this process, at most
 * @param streamsPerPerson streams that one person may have open at once, in this process
 * @param keepAlive between two signs of life on a quiet stream
 * @param secureCookie true where the console is reached over TLS, also one that ends before it: cookies are sent over
 *     TLS only, and browsers are required to stay with it; false for a console on the local machine
 * @param localUsers false: logins only by the identity provider
 * @param people who may log in besides {@code cem.a2a.operators}, which is an administrator
 * @param usersFile more people, with hashes of their passwords; blank: none
 * @param usersReread between two reads of the users file
 */
@Validated
@ConfigurationProperties("cem.console")
public record ConsoleSettings(
        @DefaultValue("12h") Duration session,
        @DefaultValue("1h") Duration sessionIdle,
        @DefaultValue("1000") @Min(1) int streams,
        @DefaultValue("200") @Min(1) int streamsPerPerson,
        @DefaultValue("4s") Duration keepAlive,
        @DefaultValue("false") boolean secureCookie,
        @DefaultValue("true") boolean localUsers,
        @DefaultValue @Valid List<Login> people,
        @Nullable Path usersFile,
        @DefaultValue("2s") Duration usersReread,
        @DefaultValue @Valid PasswordTries tries,
        @DefaultValue @Valid Oidc oidc) {

    /** @param password blank: no login by this name is possible */
    public record Login(@NotBlank String user, @DefaultValue("") String password, @NotNull UserRole role) {}

    /**
     * Wrong passwords that are accepted in each period; further tries have to wait.
     *
     * @param perPair of one account from one address, in 5 minutes
     * @param perAddress of all accounts from one address, in 5 minutes
     * @param perAccount of one account from all addresses without an earlier login to it, in an hour
     * @param perDevice of one account in a browser where it was logged in to before, in 5 minutes
     */
    public record PasswordTries(
            @DefaultValue("5") @Min(1) int perPair,
            @DefaultValue("30") @Min(1) int perAddress,
            @DefaultValue("50") @Min(1) int perAccount,
            @DefaultValue("10") @Min(1) int perDevice) {}

    /**
     * The identity provider.
     *
     * @param issuer its address, as its tokens name it; blank: none
     * @param name its name on the login page
     * @param nameClaim the claim with a person's name, as the audit trail records it
     * @param rolesClaim the claim with their groups; a dot leads into an object ({@code realm_access.roles})
     * @param admins groups whose members are administrators, and so on; the highest role counts
     */
    public record Oidc(
            @DefaultValue("") String issuer,
            @DefaultValue("") String clientId,
            @DefaultValue("") String clientSecret,
            @DefaultValue("single sign-on") String name,
            @DefaultValue({"openid", "profile"}) List<String> scopes,
            @DefaultValue("preferred_username") String nameClaim,
            @DefaultValue("groups") String rolesClaim,
            @DefaultValue List<String> admins,
            @DefaultValue List<String> operators,
            @DefaultValue List<String> viewers) {

        public boolean on() {
            return !issuer.isBlank();
        }
    }

    /** The file of users, null when there is none. */
    @Override
    public @Nullable Path usersFile() {
        return usersFile == null || usersFile.toString().isBlank() ? null : usersFile;
    }

    /** The name of a cookie; over TLS with the prefix by which browsers let no other host set it. */
    public String cookieName(String name) {
        return secureCookie ? "__Host-" + name : name;
    }
}
