package org.linzhang.platform.security;

import java.util.function.Supplier;

/**
 * Injected where the caller is needed; {@link #get()} reads them from the token of the request in hand.
 *
 * <p>Refuses with 401 without a token, with 403 where the token has no user or region.
 */
@FunctionalInterface
public interface CurrentCaller extends Supplier<Caller> {}
