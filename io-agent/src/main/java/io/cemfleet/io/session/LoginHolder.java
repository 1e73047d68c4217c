package io.cemfleet.io.session;

/** A principal of another type that carries a login, such as the identity provider's user. */
public interface LoginHolder {
    PersonLogin login();
}
