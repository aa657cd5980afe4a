package org.linzhang.gateway.login;

import java.util.regex.Pattern;

/** Where to go after the log-in: a page of this site, whatever the link said. */
final class LocalPath {

    private static final String HOME = "/";

    /**
     * Plain names between single slashes, then perhaps a query and a fragment. The path has no escapes and no backslashes:
     * our pages need none, and browsers read some of them as another host. Behind the path escapes are harmless.
     */
    private static final Pattern PAGE = Pattern.compile(
            "/(?:[\\w.-]+(?:/[\\w.-]+)*/?)?(?:\\?(?:[\\w.~=&,:+*-]|%[0-9A-Fa-f]{2})*)?(?:#[\\w.~=&,:+/-]*)?");

    private LocalPath() {}

    /** The path where it is one of ours, else the home page. */
    static String of(String asked) {
        return asked != null && PAGE.matcher(asked).matches() ? asked : HOME;
    }
}
