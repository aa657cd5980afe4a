package org.linzhang.platform.problem;

/** 422: the key was used for another request; nothing is done. */
public class IdempotencyKeyReused extends Problem {

    public IdempotencyKeyReused(String header) {
        super(
                422,
                "idempotency-key-reused",
                "The key was used for another request",
                header,
                "belongs to another action, body or person; send this request with a new key");
    }
}
