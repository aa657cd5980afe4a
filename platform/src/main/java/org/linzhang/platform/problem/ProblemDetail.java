package org.linzhang.platform.problem;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;

/** The JSON body of a problem (RFC 9457). */
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

    /** An invalid field and the reason. */
    public record FieldError(String field, String reason) {}

    public static ProblemDetail of(
            int status, String slug, String title, String field, String detail, String instance, String requestId) {
        var errors = field == null ? null : List.of(new FieldError(field, detail));
        return new ProblemDetail(TYPES + slug, title, status, detail, field, errors, instance, requestId);
    }

    /** For several invalid fields; {@code field} and {@code detail} are those of the first. */
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
