package org.linzhang.platform.security;

import java.util.function.Supplier;

/**
 * The caller of the current request. {@link #get()} reads the access token; the answer is 401 without a token, and 403 if
 * the token has no user or no region.
 */
@FunctionalInterface
public interface CurrentCaller extends Supplier<Caller> {}
