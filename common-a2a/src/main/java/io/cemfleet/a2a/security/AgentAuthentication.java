package io.cemfleet.a2a.security;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.token.TokenVerdict;
import io.cemfleet.runtime.security.UserRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** An agent that authenticated by its token, for itself or on behalf of a person. */
public final class AgentAuthentication extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    /** The authority of every agent of the fleet. */
    static final String AGENT = "AGENT";

    private static final Set<AgentName> PEOPLE_COME_THROUGH = Set.of(AgentName.IO_AGENT, AgentName.FLEET_CLI);

    private final transient TokenVerdict.Genuine token;

    AgentAuthentication(TokenVerdict.Genuine token) {
        super(authorities(token));
        this.token = token;
        setAuthenticated(true);
    }

    private static List<GrantedAuthority> authorities(TokenVerdict.Genuine token) {
        List<GrantedAuthority> granted = new ArrayList<>();
        granted.add(new SimpleGrantedAuthority("ROLE_" + AGENT));
        if (PEOPLE_COME_THROUGH.contains(token.caller()) && token.person() != null) {
            UserRole.of(token.role()).map(UserRole::authority).ifPresent(granted::add);
        }
        return granted;
    }

    /** The verified token. */
    public TokenVerdict.Genuine token() {
        return token;
    }

    /** The person's name, for an agent on its own behalf the agent's. */
    @Override
    public String getName() {
        return Objects.requireNonNullElse(token.person(), token.caller().wire());
    }

    @Override
    public AgentName getPrincipal() {
        return token.caller();
    }

    @Override
    public String getCredentials() {
        return "";
    }
}
