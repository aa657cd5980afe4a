package org.linzhang.bench.faults;

import java.util.Set;
import java.util.UUID;

/**
 * What the platform acknowledged with a 2xx during one fault.
 *
 * @param reported ids of the incidents whose report was acknowledged
 * @param accepted ids of those whose acceptance by the county chief was acknowledged too
 */
record Acknowledged(String fault, Set<UUID> reported, Set<UUID> accepted) {}
