package io.cemfleet.io.login;

import io.cemfleet.a2a.input.SafeText;
import io.cemfleet.a2a.security.Role;
import io.cemfleet.io.ConsoleSettings;
import io.cemfleet.io.people.LocalUsers;
import io.cemfleet.io.session.Login;
import io.cemfleet.io.session.SessionStore;
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

/** Who the identity provider's users are here: name and role by claims; nobody without a role. */
@Component
class OidcPeople implements OAuth2UserService<OidcUserRequest, OidcUser> {
    /** Error codes of people who are known to the provider, and not let in. */
    static final Set<String> DENIED = Set.of("no_role", "no_name", "name_taken");

    private static final int LONGEST_NAME = 100;

    private final OidcUserService provider = new OidcUserService();
    private final ConsoleSettings.Oidc settings;
    private final LocalUsers users;
    private final SessionStore sessions;
    private final Clock clock;

    OidcPeople(ConsoleSettings settings, LocalUsers users, SessionStore sessions, Clock clock) {
        this.settings = settings.oidc();
        this.users = users;
        this.sessions = sessions;
        this.clock = clock;
    }

    @Override
    public OidcUser loadUser(OidcUserRequest request) {
        OidcUser user = provider.loadUser(request);
        Optional<Role> role = role(groups(user.getClaims()));
        if (role.isEmpty()) {
            sessions.endOfProvider(user.getSubject(), null);
            throw denied("no_role");
        }
        String name = user.getClaims().get(settings.nameClaim()) instanceof String text ? text.strip() : "";
        if (name.isBlank() || name.length() > LONGEST_NAME || SafeText.fault(name) != null) {
            throw denied("no_name");
        }
        if (users.find(name).isPresent()) {
            throw denied("name_taken");
        }
        return new OidcPerson(user, login(user, name, role.get()));
    }

    private Login login(OidcUser user, String name, Role role) {
        return new Login(
                name,
                role,
                Login.Source.OIDC,
                user.getSubject(),
                null,
                user.getClaimAsString("sid"),
                user.getIdToken().getTokenValue(),
                "",
                "",
                clock.instant());
    }

    private Optional<Role> role(Set<String> groups) {
        if (settings.admins().stream().anyMatch(groups::contains)) {
            return Optional.of(Role.ADMIN);
        }
        if (settings.operators().stream().anyMatch(groups::contains)) {
            return Optional.of(Role.OPERATOR);
        }
        return settings.viewers().stream().anyMatch(groups::contains) ? Optional.of(Role.VIEWER) : Optional.empty();
    }

    private Set<String> groups(Map<String, Object> claims) {
        return switch (claim(claims, settings.rolesClaim())) {
            case Collection<?> several -> several.stream().map(String::valueOf).collect(Collectors.toSet());
            case String one -> Set.of(one);
            case null, default -> Set.of();
        };
    }

    /** The claim of this name, or else the one at the end of the path that its dots make. */
    private static @Nullable Object claim(Map<?, ?> claims, String path) {
        int dot = path.indexOf('.');
        if (claims.containsKey(path) || dot < 0) {
            return claims.get(path);
        }
        return claims.get(path.substring(0, dot)) instanceof Map<?, ?> inner
                ? claim(inner, path.substring(dot + 1))
                : null;
    }

    private static OAuth2AuthenticationException denied(String code) {
        return new OAuth2AuthenticationException(new OAuth2Error(code));
    }
}
