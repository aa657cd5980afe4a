package org.linzhang.local.client;

/** The platform's response is not the expected one. The message contains both. */
public final class UnexpectedResponseException extends RuntimeException {
    public UnexpectedResponseException(String message) {
        super(message);
    }
}
