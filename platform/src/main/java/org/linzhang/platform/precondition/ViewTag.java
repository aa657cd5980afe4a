package org.linzhang.platform.precondition;

import java.util.function.Supplier;
import java.util.regex.Pattern;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestResponse;

import org.linzhang.platform.problem.InvalidField;

/**
 * The strong entity tag of a view (RFC 9110, section 8.8.3): the version of the state that the view shows, such as
 * {@code "7"}.
 *
 * @param version changes whenever the state changes, and never returns to an earlier value
 */
public record ViewTag(long version) {

    public static final String IF_MATCH = "If-Match";
    public static final String IF_NONE_MATCH = "If-None-Match";

    private static final String ETAG = "ETag";
    private static final String ANY = "*";

    /** An element of a list of tags, with the comma after it. */
    private static final Pattern TAG = Pattern.compile("\\s*(W/)?(\"[\\x21\\x23-\\x7E\\x80-\\uFFFF]*+\")\\s*(?:,|$)");

    /** The value of the header {@code ETag}. */
    public String value() {
        return "\"" + version + "\"";
    }

    /** The view with its tag. */
    public <T> RestResponse<T> respond(Response.StatusType status, T view) {
        return builder(status, view).build();
    }

    /**
     * The view with its tag; 304 without the view if the client has it.
     *
     * @param ifNoneMatch the header of the request; null if it has none
     */
    public <T> RestResponse<T> respondIfChanged(T view, String ifNoneMatch) {
        return ifNoneMatch != null && isNamedBy(IF_NONE_MATCH, ifNoneMatch, true)
                ? this.<T>builder(RestResponse.Status.NOT_MODIFIED, null).build()
                : respond(RestResponse.Status.OK, view);
    }

    /**
     * Refuses a change that is based on a stale view.
     *
     * @param ifMatch the header of the request; null if it has none
     * @param current makes the view of the current state
     * @throws StaleView if the header does not name this tag; a weak tag never does
     * @throws InvalidField if the header is no list of entity tags
     */
    public void require(String ifMatch, Supplier<?> current) {
        if (ifMatch != null && !isNamedBy(IF_MATCH, ifMatch, false)) {
            throw new StaleView(this, current.get());
        }
    }

    private boolean isNamedBy(String header, String text, boolean weakly) {
        if (text.strip().equals(ANY)) {
            return true;
        }
        var tags = TAG.matcher(text);
        boolean isNamed = false;
        while (tags.lookingAt()) {
            isNamed |= tags.group(2).equals(value()) && (weakly || tags.group(1) == null);
            if (tags.end() == text.length()) {
                return isNamed;
            }
            tags.region(tags.end(), text.length());
        }
        throw new InvalidField(header, "must be * or a list of entity tags, such as \"7\"");
    }

    private <T> RestResponse.ResponseBuilder<T> builder(Response.StatusType status, T view) {
        return RestResponse.ResponseBuilder.create(status, view).header(ETAG, value());
    }
}
