package org.linzhang.platform.problem;

/** A refused request. Each subclass is one problem type; it is answered as {@code application/problem+json} (RFC 9457). */
public abstract class Problem extends RuntimeException {

    private final int status;
    private final String slug;
    private final String title;
    private final String field;

    /**
     * @param status the HTTP status, 4xx
     * @param slug the last part of the stable type, such as {@code illegal-transition}
     * @param title the name of the type, the same for each occurrence
     * @param field the invalid field of the body, path or query; null if there is no single one
     * @param detail what is wrong in this occurrence, and what to do
     */
    protected Problem(int status, String slug, String title, String field, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.slug = slug;
        this.title = title;
        this.field = field;
    }

    public int status() {
        return status;
    }

    public String slug() {
        return slug;
    }

    public String title() {
        return title;
    }

    public String field() {
        return field;
    }
}
