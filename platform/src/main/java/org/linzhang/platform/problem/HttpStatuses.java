package org.linzhang.platform.problem;

/** Types, titles and details of the HTTP statuses that the framework answers with. */
enum HttpStatuses {
    BAD_REQUEST(400, "bad-request", "The request is not valid", "correct the request"),
    NOT_FOUND(404, "not-found", "Not found", "nothing exists at this address"),
    METHOD_NOT_ALLOWED(405, "method-not-allowed", "Method not allowed", "use another method"),
    NOT_ACCEPTABLE(406, "not-acceptable", "Not acceptable", "accept another media type"),
    TOO_LARGE(413, "body-too-large", "The body is too large", "send a smaller body"),
    UNSUPPORTED_MEDIA_TYPE(415, "unsupported-media-type", "Unsupported media type", "send another media type");

    private final int status;
    private final String slug;
    private final String title;
    private final String detail;

    HttpStatuses(int status, String slug, String title, String detail) {
        this.status = status;
        this.slug = slug;
        this.title = title;
        this.detail = detail;
    }

    static HttpStatuses of(int status) {
        for (var known : values()) {
            if (known.status == status) {
                return known;
            }
        }
        return BAD_REQUEST;
    }

    String slug() {
        return slug;
    }

    String title() {
        return title;
    }

    String detail() {
        return detail;
    }
}
