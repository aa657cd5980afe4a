package org.linzhang.platform.security;

/** The values of the token claim {@code roles}. */
public final class Role {

    public static final String RANGER = "ranger";
    public static final String CHIEF = "chief";
    public static final String SUPERVISOR = "supervisor";
    public static final String POLICE = "police";
    public static final String ADMIN = "admin";

    private Role() {}
}
