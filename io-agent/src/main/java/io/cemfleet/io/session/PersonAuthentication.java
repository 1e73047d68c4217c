package io.cemfleet.io.session;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** The authentication of a request by a person: by a session, or by a password in the request. */
public final class PersonAuthentication extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private final PersonLogin login;

    public PersonAuthentication(PersonLogin login) {
        super(List.of(login.role().authority()));
        this.login = login;
        setAuthenticated(true);
    }

    @Override
    public String getName() {
        return login.name();
    }

    @Override
    public PersonLogin getPrincipal() {
        return login;
    }

    @Override
    public String getCredentials() {
        return "";
    }
}
