package org.linzhang.gateway.login;

import java.util.regex.Pattern;

/** Validates the redirect target after the log-in, so that it is always a page of this site. */
final class LocalPath {

    private static final String HOME = "/";

    /**
     * Names separated by single slashes, then an optional query and fragment. Percent-escapes and backslashes are not
     * allowed: our pages need none, and browsers interpret some of them as another host.
     */
    private static final Pattern PAGE =
            Pattern.compile("/(?:[\\w.-]+(?:/[\\w.-]+)*/?)?(?:\\?[\\w.~=&,:+-]*)?(?:#[\\w.~=&,:+/-]*)?");

    private LocalPath() {}

    /** @param target null if the log-in link has none; returned if it is a path of this site, else the home page */
    static String of(String target) {
        return target != null && PAGE.matcher(target).matches() ? target : HOME;
    }
}
