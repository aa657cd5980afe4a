package org.linzhang.platform.problem;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;

/** RFC 9457 problem details as they go over the wire. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProblemDetail(
        String type,
        String title,
        int status,
        String detail,
        String field,
        List<FieldError> errors,
        String instance,
        String requestId) {

    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPES = "https://linzhang.org/problems/";

    /** One field, and what is wrong with it. */
    public record FieldError(String field, String reason) {}

    public static ProblemDetail of(
            int status, String slug, String title, String field, String detail, String instance, String requestId) {
        var errors = field == null ? null : List.of(new FieldError(field, detail));
        return new ProblemDetail(TYPES + slug, title, status, detail, field, errors, instance, requestId);
    }

    /** Where several fields are wrong at once; the first stands for all in {@code field} and {@code detail}. */
    static ProblemDetail of(List<FieldError> errors, String instance, String requestId) {
        var first = errors.getFirst();
        return new ProblemDetail(
                TYPES + "invalid-field",
                "A field is not valid",
                400,
                first.reason(),
                first.field(),
                errors,
                instance,
                requestId);
    }
}
