package io.cemfleet.io.login;

import io.cemfleet.io.session.LoginHolder;
import io.cemfleet.io.session.PersonLogin;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** The identity provider's user with its login at the console. */
final class OidcPerson extends DefaultOidcUser implements LoginHolder {
    private static final long serialVersionUID = 1L;

    private final PersonLogin login;

    OidcPerson(OidcUser user, PersonLogin login) {
        super(java.util.List.of(login.role().authority()), user.getIdToken(), user.getUserInfo());
        this.login = login;
    }

    @Override
    public PersonLogin login() {
        return login;
    }
}
