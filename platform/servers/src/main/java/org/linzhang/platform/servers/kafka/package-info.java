/** Kafka from its jars, one node. */
package org.linzhang.platform.servers.kafka;
