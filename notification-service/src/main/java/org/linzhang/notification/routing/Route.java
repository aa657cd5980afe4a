package org.linzhang.notification.routing;

import java.util.List;

/**
 * The answer of routing.
 *
 * @param recipients at least one; each person once
 * @param orphaned nobody leads the place or a region above it: those told stand in, and the roster needs mending
 */
public record Route(List<Recipient> recipients, boolean orphaned) {}
