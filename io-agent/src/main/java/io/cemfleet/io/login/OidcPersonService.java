package io.cemfleet.io.login;

import io.cemfleet.io.ConsoleSettings;
import io.cemfleet.io.session.PersonLogin;
import io.cemfleet.io.session.SessionStore;
import io.cemfleet.io.users.LocalUsers;
import io.cemfleet.runtime.input.SafeText;
import io.cemfleet.runtime.security.UserRole;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;

/** Maps users of the identity provider to persons: name and role by claims; users without a role are refused. */
@Component
class OidcPersonService implements OAuth2UserService<OidcUserRequest, OidcUser> {
    private static final int LONGEST_NAME = 100;

    private final OidcUserService provider = new OidcUserService();
    private final ConsoleSettings.Oidc settings;
    private final LocalUsers users;
    private final SessionStore sessions;
    private final Clock clock;

    OidcPersonService(ConsoleSettings settings, LocalUsers users, SessionStore sessions, Clock clock) {
        this.settings = settings.oidc();
        this.users = users;
        this.sessions = sessions;
        this.clock = clock;
    }

    @Override
    public OidcUser loadUser(OidcUserRequest request) {
        OidcUser user = provider.loadUser(request);
        Optional<UserRole> role = role(groups(user.getClaims()));
        if (role.isEmpty()) {
            sessions.endOfProvider(user.getSubject(), null);
            throw denied(LoginRefusal.NO_ROLE);
        }
        String name = user.getClaims().get(settings.nameClaim()) instanceof String text ? text.strip() : "";
        if (name.isBlank() || name.length() > LONGEST_NAME || SafeText.fault(name) != null) {
            throw denied(LoginRefusal.NO_NAME);
        }
        if (users.find(name).isPresent()) {
            throw denied(LoginRefusal.NAME_TAKEN);
        }
        return new OidcPerson(user, login(user, name, role.get()));
    }

    private PersonLogin login(OidcUser user, String name, UserRole role) {
        return new PersonLogin(
                name,
                role,
                PersonLogin.Source.OIDC,
                user.getSubject(),
                null,
                user.getClaimAsString("sid"),
                user.getIdToken().getTokenValue(),
                "",
                "",
                clock.instant());
    }

    private Optional<UserRole> role(Set<String> groups) {
        if (settings.admins().stream().anyMatch(groups::contains)) {
            return Optional.of(UserRole.ADMIN);
        }
        if (settings.operators().stream().anyMatch(groups::contains)) {
            return Optional.of(UserRole.OPERATOR);
        }
        return settings.viewers().stream().anyMatch(groups::contains) ? Optional.of(UserRole.VIEWER) : Optional.empty();
    }

    private Set<String> groups(Map<String, Object> claims) {
        return switch (claim(claims, settings.rolesClaim())) {
            case Collection<?> several -> several.stream().map(String::valueOf).collect(Collectors.toSet());
            case String one -> Set.of(one);
            case null, default -> Set.of();
        };
    }

    /** The claim of this name, or else the one at the end of its dotted path. */
    private static @Nullable Object claim(Map<?, ?> claims, String path) {
        int dot = path.indexOf('.');
        if (claims.containsKey(path) || dot < 0) {
            return claims.get(path);
        }
        return claims.get(path.substring(0, dot)) instanceof Map<?, ?> inner
                ? claim(inner, path.substring(dot + 1))
                : null;
    }

    private static OAuth2AuthenticationException denied(LoginRefusal refusal) {
        return new OAuth2AuthenticationException(new OAuth2Error(refusal.code()));
    }
}
