package org.linzhang.notification.routing;

import org.linzhang.platform.region.RegionCode;

/**
 * Somebody who must know.
 *
 * @param region what they answer for, and for which they are told
 */
public record Recipient(String username, RegionCode region) {}
