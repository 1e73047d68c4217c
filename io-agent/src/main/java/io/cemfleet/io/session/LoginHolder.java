package io.cemfleet.io.session;

/** A principal of another kind that stands for a login, such as the identity provider's user. */
public interface LoginHolder {
    PersonLogin login();
}
