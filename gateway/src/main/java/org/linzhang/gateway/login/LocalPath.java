package org.linzhang.gateway.login;

import java.util.regex.Pattern;

/** Validates the redirect target after the log-in, so that it is always a page of this site. */
final class LocalPath {

    private static final String HOME = "/";

    /**
     * Plain names between single slashes, then perhaps a query and a fragment. The path has no escapes and no backslashes:
     * our pages need none, and browsers read some of them as another host. Escapes after the path are harmless.
     */
    private static final Pattern PAGE = Pattern.compile(
            "/(?:[\\w.-]+(?:/[\\w.-]+)*/?)?(?:\\?(?:[\\w.~=&,:+*-]|%[0-9A-Fa-f]{2})*)?(?:#[\\w.~=&,:+/-]*)?");

    private LocalPath() {}

    /** @param target null if the log-in link has none; returned if it is a path of this site, else the home page */
    static String of(String target) {
        return target != null && PAGE.matcher(target).matches() ? target : HOME;
    }
}
