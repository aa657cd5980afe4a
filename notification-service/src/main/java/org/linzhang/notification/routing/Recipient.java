package org.linzhang.notification.routing;

import org.linzhang.platform.region.RegionCode;

/**
 * A person who is alerted.
 *
 * @param region the region that they are responsible for, because of which they are alerted
 */
public record Recipient(String username, RegionCode region) {}
