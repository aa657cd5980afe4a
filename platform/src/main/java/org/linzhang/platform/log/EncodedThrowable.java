package org.linzhang.platform.log;

/** A throwable with encoded messages: the stack trace keeps its lines, and no message can add one. */
final class EncodedThrowable extends Throwable {

    private final String description;

    private EncodedThrowable(Throwable original, Throwable cause) {
        super(original.getMessage() == null ? null : LogText.encode(original.getMessage()), cause, true, true);
        description = LogText.encode(String.valueOf(original));
        setStackTrace(original.getStackTrace());
        for (var suppressed : original.getSuppressed()) {
            addSuppressed(of(suppressed));
        }
    }

    /** The same object if its messages, and those of its causes, are safe. */
    static Throwable of(Throwable original) {
        return isSafe(original) ? original : encoded(original);
    }

    private static Throwable encoded(Throwable original) {
        return original == null ? null : new EncodedThrowable(original, encoded(original.getCause()));
    }

    private static boolean isSafe(Throwable throwable) {
        if (throwable == null) {
            return true;
        }
        if (!LogText.isSafe(String.valueOf(throwable))) {
            return false;
        }
        for (var suppressed : throwable.getSuppressed()) {
            if (!isSafe(suppressed)) {
                return false;
            }
        }
        return isSafe(throwable.getCause());
    }

    @Override
    public String toString() {
        return description;
    }
}
