package org.linzhang.notification.routing;

import java.util.List;

/**
 * The recipients of an alert.
 *
 * @param recipients at least one; each person once
 * @param withoutChief whether neither the incident's region nor a region above it has a chief, so that others are alerted
 *     instead and the roster must be corrected
 */
public record Route(List<Recipient> recipients, boolean withoutChief) {}
